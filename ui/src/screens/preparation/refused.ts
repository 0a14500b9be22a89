// Rows of a table that the core refused, each with all that was said of it.
import type { RefusedLine, TypedRow } from "~/core/bindings";

/** A row the core refused, and what it said of it; the keys of the cells to be mended. */
export type RefusedRow = { row: TypedRow; faults: RefusedLine[]; keys: string[] };

/** What tells a row apart when the fault is of the whole row. */
const TELLING = ["number", "birth_name", "given_names"];

export function refusedRows(rows: readonly TypedRow[], refused: readonly RefusedLine[], columns: readonly (string | null)[]): RefusedRow[] {
  const byLine = new Map<number, RefusedLine[]>();
  for (const fault of refused) byLine.set(fault.line, [...(byLine.get(fault.line) ?? []), fault]);
  return rows.flatMap((row) => {
    const faults = byLine.get(row.line);
    if (faults === undefined) return [];
    const named = faults.flatMap(({ column }) => (column === null ? TELLING : [column]));
    return [{ row, faults, keys: [...new Set(named)].filter((key) => columns.includes(key)) }];
  });
}

/** The rows that were refused, which stay to be mended. */
export function left(rows: readonly TypedRow[], refused: readonly RefusedLine[]): TypedRow[] {
  const lines = new Set(refused.map(({ line }) => line));
  return rows.filter(({ line }) => lines.has(line));
}
