// A table of candidates on its way in: columns named, rows tried by the core, those it refuses mended in their cells, then
// written. Nothing is judged here.
import type { TableRead, TableReport, TypedRow } from "~/core/bindings";
import { call } from "~/core/door";
import type { PreparationController } from "./preparation.svelte";
import { left, refusedRows } from "./refused";

export class TableController {
  columns = $state<(string | null)[]>([]);
  rows = $state.raw<TypedRow[]>([]);
  report = $state.raw<TableReport | null>(null);

  readonly refused = $derived(refusedRows(this.rows, this.report?.refused ?? [], this.columns));

  constructor(
    readonly preparation: PreparationController,
    readonly table: TableRead,
  ) {
    [this.columns, this.rows] = [[...table.columns], table.rows];
  }

  /** Says what a column holds; a field stands in one column. */
  name(place: number, key: string): void {
    this.columns = this.columns.map((old, at) => (at === place ? key || null : old === key ? null : old));
  }

  /** What stands in the column of `key` in that row. */
  cell(row: TypedRow, key: string): string {
    return row.cells[this.columns.indexOf(key)] ?? "";
  }

  mend(line: number, key: string, text: string): void {
    const place = this.columns.indexOf(key);
    this.rows = this.rows.map((row) => (row.line === line ? { line, cells: Array.from({ length: Math.max(row.cells.length, place + 1) }, (_, at) => (at === place ? text : (row.cells[at] ?? ""))) } : row));
  }

  async check(): Promise<void> {
    this.report = (await this.preparation.ask(() => call("preview_table", this.#typed()))) ?? this.report;
  }

  /** Writes what the core accepts; how many were. The rows it refused stay, to be mended. */
  async write(): Promise<number | null> {
    const report = await this.preparation.ask(() => call("import_table", this.#typed()));
    if (report === null) return null;
    this.rows = left(this.rows, report.refused);
    this.report = { ...report, accepted: 0 };
    await this.preparation.load();
    return report.accepted;
  }

  #typed(): { session: string; columns: (string | null)[]; rows: TypedRow[] } {
    return { session: this.preparation.session, columns: [...this.columns], rows: this.rows };
  }
}
