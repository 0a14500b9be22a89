// The true core behind a local address, with a pack to receive: one home, one server and one jury for each story.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test as base } from "@playwright/test";

const EXE = process.platform === "win32" ? ".exe" : "";
const workbench = process.env["DELIBERE_WORKBENCH"] ?? join(import.meta.dirname, "../../target/debug", `workbench${EXE}`);
/** The counter, built beside the workbench (`cargo build --package cli`). */
const delib = join(dirname(workbench), `delib${EXE}`);

/** The passphrase of the office's made-up store. */
const OFFICE = "quatre mots au hasard";

/** What the counter says of a file of exchange: who made it, how many entries it brings. */
export type Verdict = { from: string; new: number; forks: number };

type Shown = { grid: { candidates: { id: string }[] }; panel: { person: string; file: { role: string } }[] };

export class Room {
  readonly home = mkdtempSync(join(tmpdir(), "delibere-story-"));
  address = "";
  #server: ChildProcess | null = null;

  /** Starts the server, or starts it again on the same home and at the same address: the window's address never changes. */
  async open(): Promise<void> {
    const port = this.address === "" ? "0" : new URL(this.address).port;
    const serve = ["serve", "--home", join(this.home, "juror"), "--port", port];
    const server = spawn(workbench, serve, { stdio: ["ignore", "pipe", "inherit"] });
    this.#server = server;
    this.address = await new Promise((found, lost) => {
      server.stdout.once("data", (line: Buffer) => found(line.toString().trim()));
      server.once("error", lost);
      server.once("exit", () => lost(new Error("The server left before it said where it is.")));
    });
  }

  /** Kills the server as a power cut would. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    const gone = new Promise((done) => server.once("exit", done));
    server.kill("SIGKILL");
    await gone;
    this.#server = null;
  }

  /** A pack made by the office, and the code that travels apart. */
  pack(): { pack: string; code: string; session: string } {
    const said = execFileSync(workbench, ["jury", "--out", join(this.home, "office")], { encoding: "utf8" });
    return JSON.parse(said) as { pack: string; code: string; session: string };
  }

  /** Where a file of that name stands in this story. */
  path(name: string): string {
    return join(this.home, name);
  }

  /** Bytes of that file. */
  size(name: string): number {
    return statSync(this.path(name)).size;
  }

  /** Has the office's own store verify that file, through the counter: another program than the one that wrote it. */
  verify(name: string): Verdict {
    const [file] = this.#counter<{ files: Verdict[] }>("verify", this.path(name)).files;
    if (file === undefined) throw new Error(`Nothing was said of ${name}.`);
    return file;
  }

  /** A pack made after the office noted what `facts` says of its candidates and of the juror, through the counter. */
  packAfter(facts: (candidates: string[], juror: string) => object[]): { pack: string; code: string } {
    const { session } = this.pack();
    const { grid, panel } = this.#counter<Shown>("session", "show", session);
    const juror = panel.find(({ file }) => file.role === "president")?.person ?? "";
    writeFileSync(this.path("facts.json"), JSON.stringify(facts(grid.candidates.map(({ id }) => id), juror)));
    this.#counter("execute", session, "--from", this.path("facts.json"));
    const pack = this.path("particular.delib");
    return { pack, code: this.#counter<{ code: string }>("pack", session, "--for", juror, "-o", pack).code };
  }

  /** A file of all that the office knows, after it noted that its last candidate brings a bloc, through the counter. */
  exported(name: string): string {
    const [{ id: session } = { id: "" }] = this.#counter<{ sessions: { id: string }[] }>("session", "list").sessions;
    const candidate = this.#counter<Shown>("session", "show", session).grid.candidates.at(-1)?.id;
    const prior = { block: "A1", kind: "acquired", proof: "PV 2025-014", on: null };
    writeFileSync(this.path("facts.json"), JSON.stringify([{ do: "record_prior_block", candidate, prior }]));
    this.#counter("execute", session, "--from", this.path("facts.json"));
    this.#counter("export", session, "-o", this.path(name));
    return this.path(name);
  }

  /** Lets these files fall on the window: the shell would hand their paths to the desk. */
  async drop(...paths: string[]): Promise<void> {
    const headers = { "content-type": "application/json" };
    await fetch(`${this.address}/dropped`, { method: "POST", headers, body: JSON.stringify(paths) });
  }

  /** The next dialogs choose these paths. */
  async choose(...paths: string[]): Promise<void> {
    const headers = { "content-type": "application/json" };
    await fetch(`${this.address}/dialogs`, { method: "POST", headers, body: JSON.stringify(paths) });
  }

  /** What the counter answers on the office's store. */
  #counter<Answer>(...asked: string[]): Answer {
    const store = ["--json", "--store", join(this.home, "office/office/delibere.db")];
    const env = { DELIBERE_PASSPHRASE: OFFICE };
    return JSON.parse(execFileSync(delib, [...store, ...asked], { encoding: "utf8", env })) as Answer;
  }
}

export const test = base.extend<{ room: Room }>({
  // eslint-disable-next-line no-empty-pattern
  room: async ({}, use) => {
    const room = new Room();
    await room.open();
    await use(room);
    await room.cut();
    rmSync(room.home, { recursive: true, force: true });
  },
});
