// The true core behind a local address, with a pack to receive: one home, one server and one jury for each story.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
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
  pack(): { pack: string; code: string } {
    const said = execFileSync(workbench, ["jury", "--out", join(this.home, "office")], { encoding: "utf8" });
    return JSON.parse(said) as { pack: string; code: string };
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
    const asked = ["--json", "--store", join(this.home, "office/office/delibere.db"), "verify", this.path(name)];
    const said = execFileSync(delib, asked, { encoding: "utf8", env: { DELIBERE_PASSPHRASE: OFFICE } });
    const [file] = (JSON.parse(said) as { files: Verdict[] }).files;
    if (file === undefined) throw new Error(`Nothing was said of ${name}.`);
    return file;
  }

  /** The next dialogs choose these paths. */
  async choose(...paths: string[]): Promise<void> {
    const headers = { "content-type": "application/json" };
    await fetch(`${this.address}/dialogs`, { method: "POST", headers, body: JSON.stringify(paths) });
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
