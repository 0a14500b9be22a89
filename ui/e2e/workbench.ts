// The true core behind a local address, with a pack to receive: one home, one server and one jury for each story.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";

const BINARY = process.platform === "win32" ? "workbench.exe" : "workbench";
const workbench = process.env["DELIBERE_WORKBENCH"] ?? join(import.meta.dirname, "../../target/debug", BINARY);

export class Room {
  readonly home = mkdtempSync(join(tmpdir(), "delibere-story-"));
  address = "";
  #server: ChildProcess | null = null;

  /** Starts the server, or starts it again on the same home. */
  async open(): Promise<void> {
    const server = spawn(workbench, ["serve", "--home", join(this.home, "juror")], { stdio: ["ignore", "pipe", "inherit"] });
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
