// Three laptops on the evening of a session: everything is marked and sealed, one gap is left, and the president holds all the
// sheets. Played through the doors of each laptop; nobody in it exists.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test as base } from "@playwright/test";

const EXE = process.platform === "win32" ? ".exe" : "";
const workbench = process.env["DELIBERE_WORKBENCH"] ?? join(import.meta.dirname, "../../target/debug", `workbench${EXE}`);
/** The passphrase of every made-up store. */
export const PASSPHRASE = "quatre mots au hasard";

type Sheet = { sections: { evaluations: { criteria: { code: string }[] }[] }[] };
type Laptops = { session: string; candidates: string[]; homes: string[] };

/** A laptop, served. */
class Served {
  private constructor(
    readonly address: string,
    private readonly server: ChildProcess,
  ) {}

  static async at(home: string): Promise<Served> {
    const server = spawn(workbench, ["serve", "--home", home, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const address = await new Promise<string>((found, lost) => {
      server.stdout.once("data", (line: Buffer) => found(line.toString().trim()));
      server.once("exit", () => lost(new Error("The server left before it said where it is.")));
    });
    return new Served(address, server);
  }

  async asks<Answer>(path: string, body: unknown): Promise<Answer> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${this.address}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = (await response.json().catch(() => null)) as Answer;
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGKILL");
    await gone;
  }
}

export class Table {
  readonly home = mkdtempSync(join(tmpdir(), "delibere-table-"));
  #president: Served | null = null;

  /** Where the president's window is. */
  get address(): string {
    return this.#president?.address ?? "";
  }

  path(name: string): string {
    return join(this.home, name);
  }

  /** Everybody marks and seals; the president takes the files in. */
  async gather(): Promise<void> {
    const { session, candidates, homes } = JSON.parse(execFileSync(workbench, ["laptops", "--out", this.home], { encoding: "utf8" })) as Laptops;
    const files: string[] = [];
    for (const [place, home] of [...homes.entries()].reverse()) {
      const laptop = await Served.at(home);
      await laptop.asks("door/unlock", { passphrase: PASSPHRASE });
      for (const candidate of candidates) await seal(laptop, session, candidate, place === 2 && candidate === candidates[0]);
      if (place > 0) {
        files.push(this.path(`results-${String(place)}.delib`));
        await laptop.asks("dialogs", files.slice(-1));
        await laptop.asks("door/export_results", { session });
        await laptop.stop();
        continue;
      }
      await laptop.asks("dialogs", files);
      const chosen = await laptop.asks<{ ticket: string }[]>("door/choose_files", {});
      await laptop.asks("door/import_files", { tickets: chosen.map(({ ticket }) => ticket) });
      await laptop.asks("door/lock", {});
      this.#president = laptop;
    }
  }

  /** The next dialogs choose these paths. */
  async choose(...paths: string[]): Promise<void> {
    await this.#president?.asks("dialogs", paths);
  }

  /** What the counter says of a signed paper: another program than the one that signed it. */
  verify(name: string): string {
    return execFileSync(join(dirname(workbench), `delib${EXE}`), ["verify", this.path(name)], { encoding: "utf8" });
  }

  async close(): Promise<void> {
    await this.#president?.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Gives the highest level everywhere, the lowest to the first criterion where `apart`, and seals. */
async function seal(laptop: Served, session: string, candidate: string, apart: boolean): Promise<void> {
  const sheet = await laptop.asks<Sheet>("door/sheet", { session, candidate });
  const codes = sheet.sections.flatMap(({ evaluations }) => evaluations.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  for (const [at, criterion] of codes.entries()) {
    const mark = { rating: { kind: "level", index: apart && at === 0 ? 0 : 2 }, comment: apart && at === 0 ? "Hors sujet." : "" };
    await laptop.asks("door/execute", { session, command: { do: "mark", candidate, criterion, mark } });
  }
  await laptop.asks("door/execute", { session, command: { do: "seal_sheet", candidate } });
}

export const test = base.extend<{ table: Table }>({
  // eslint-disable-next-line no-empty-pattern
  table: async ({}, use) => {
    const table = new Table();
    await table.gather();
    await use(table);
    await table.close();
  },
});
