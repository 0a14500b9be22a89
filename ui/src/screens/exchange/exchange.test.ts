// The controllers of exchanges against the demonstration core: nothing is taken before it was told, one act at a time, codes one
// after another, pictures that bring a file.
import { afterEach, expect, test, vi } from "vitest";
import type { Filmed } from "~/core/bindings";
import { DoorError, useDoor, type Door } from "~/core/door";
import { FakeCore } from "~/core/fake";
import { offers } from "~/core/offers.svelte";
import { preferences } from "~/core/preferences.svelte";
import { delay, m } from "~/words";
import { brings, ExchangeController, type Said } from "./exchange.svelte";
import { FilmController, grey, inBase64 } from "./film.svelte";
import { ShowController } from "./show.svelte";
import { spoken } from "./spoken";

afterEach(() => vi.useRealTimers());

/** A screen on a demonstration core, the doors it knocked at, and what it said. */
async function opened(instead: Partial<Record<string, () => unknown>> = {}): Promise<{ exchange: ExchangeController; knocked: string[]; said: Said[]; core: FakeCore }> {
  const core = new FakeCore({ lived_in: true });
  const [knocked, said]: [string[], Said[]] = [[], []];
  const door: Door = async (name, request) => {
    knocked.push(name);
    const other = instead[name];
    return other === undefined ? core.door(name, request) : (other() as never);
  };
  useDoor(door);
  const exchange = new ExchangeController("5e5510e0", (what) => said.push(what));
  await exchange.load();
  return { exchange, knocked, said, core };
}

test("files chosen are told, and nothing is taken before the person says so", async () => {
  const { exchange, knocked, said } = await opened();
  await exchange.choose();
  expect(exchange.told?.imports.map(({ new: fresh }) => fresh)).toEqual([214, 0]);
  expect(exchange.told?.refused.map(({ code }) => code)).toEqual(["not-a-bundle"]);
  expect(exchange.told !== null && brings(exchange.told)).toBe(true);
  expect(knocked).not.toContain("import_files");
  await exchange.take();
  expect(knocked.filter((name) => name === "import_files")).toHaveLength(1);
  expect([exchange.told, exchange.files, exchange.taken?.total.new]).toEqual([null, [], 214]);
  expect(said.map(({ what }) => what)).toEqual(["told", "taken"]);
});

test("a second batch of files is told together with the first", async () => {
  const { exchange } = await opened();
  await exchange.receive([{ ticket: "a", file_name: "a.delib", needs_code: false, asks_to_join: false, is_paper: false }]);
  await exchange.receive([{ ticket: "b", file_name: "b.delib", needs_code: false, asks_to_join: false, is_paper: false }]);
  expect(exchange.files.map(({ ticket }) => ticket)).toEqual(["a", "b"]);
  expect(exchange.told?.imports).toHaveLength(2);
  exchange.leave();
  expect([exchange.files, exchange.told, exchange.taken]).toEqual([[], null, null]);
});

test("somebody who gives up in the dialog is told nothing", async () => {
  const { exchange, core, said } = await opened({ export_results: () => null });
  core.files = [];
  await exchange.choose();
  await exchange.handOver();
  expect([exchange.told, exchange.handed, said]).toEqual([null, null, []]);
});

test("a disk that refuses is said, and the files stay to be taken again", async () => {
  const { exchange } = await opened({
    import_files: () => {
      throw new DoorError({ kind: "failure", code: "disk-full" });
    },
  });
  await exchange.choose();
  await exchange.take();
  expect(exchange.problem?.code).toBe("disk-full");
  expect(exchange.files).toHaveLength(3);
  expect([exchange.work, exchange.taken]).toEqual([null, null]);
});

test("two clicks take the files once", async () => {
  const { exchange, knocked } = await opened();
  await exchange.choose();
  await Promise.all([exchange.take(), exchange.take()]);
  expect(knocked.filter((name) => name === "import_files")).toHaveLength(1);
});

test("counts of the bordereau leave recusals and absences out", async () => {
  const { exchange } = await opened();
  expect([exchange.here, exchange.expected]).toEqual([17, 32]);
  expect(exchange.mine?.expected).toBe(11);
});

test("a disagreement settled leaves the list", async () => {
  const { exchange, said } = await opened();
  expect(exchange.disagreements).toHaveLength(1);
  await exchange.settle("c0ffee12", "a", " ");
  expect(exchange.disagreements).toEqual([]);
  expect(said).toEqual([{ what: "settled" }]);
});

test("a file reversed is told with its ground, and can count again", async () => {
  const { exchange, said } = await opened();
  const [first] = exchange.imports;
  expect(first?.reversed).toBeNull();
  await exchange.reverse(first?.bundle ?? "", "Mauvais fichier.");
  expect(exchange.imports[0]?.reversed).toMatchObject({ ground: "Mauvais fichier.", by: "Anne Diallo" });
  await exchange.lift(first?.bundle ?? "");
  expect(exchange.imports[0]?.reversed).toBeNull();
  expect(said.map(({ what }) => what)).toEqual(["reversed", "lifted"]);
});

test("a laptop is let in only with the words that were heard", async () => {
  const { exchange, said } = await opened();
  expect(exchange.devices.map(({ revoked }) => revoked !== null)).toEqual([false, false, true]);
  await exchange.chooseRequest();
  const { request } = exchange;
  if (request === null) throw new Error("no request was chosen");
  await exchange.accept(request, "c3", "agneau fenêtre tulipe marteau ruisseau violette");
  expect([exchange.problem?.code, exchange.request === request]).toEqual(["words-differ", true]);
  await exchange.accept(request, "c3", request.request.words.join(" "));
  expect([exchange.problem, exchange.request]).toEqual([null, null]);
  expect(said).toEqual([{ what: "admitted" }]);
});

test("a screen reader hears what was brought and that the key may be removed", async () => {
  preferences.locale = "fr";
  const { exchange, said } = await opened();
  await exchange.choose();
  await exchange.handOver();
  const [told, handed] = said.map(spoken);
  expect(told).toBe("3 fichiers reçus. 214 éléments nouveaux");
  expect(handed).toContain(m.exchange_take_key_out());
  expect(handed).not.toContain("()");
});

test("codes follow one another, pause where they are, and go on past the last for whoever missed some", async () => {
  vi.useFakeTimers();
  await opened({ show_results: () => ({ ticket: "s1", bytes: 900, frames: 2, code: null }) });
  const show = new ShowController();
  await show.prepare("5e5510e0", null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(show.place).toBeGreaterThan(2);
  show.pause();
  const place = show.place;
  await vi.advanceTimersByTimeAsync(2000);
  expect(show.place).toBe(place);
  show.restart();
  expect(show.place).toBe(0);
  await vi.advanceTimersByTimeAsync(300);
  expect(show.place).toBe(1);
  show.pause();
});

test("a show left while it is being prepared draws no code", async () => {
  const { knocked } = await opened();
  const show = new ShowController();
  const prepared = show.prepare("5e5510e0", null);
  show.close();
  await prepared;
  expect([show.shown?.frames, show.playing]).toEqual([101, false]);
  expect(knocked).not.toContain("shown_code");
});

test("pictures bring a file, once, and the camera is closed", async () => {
  const file = { ticket: "f", file_name: "ab.delib", needs_code: false, asks_to_join: false, is_paper: false };
  const answers: Filmed[] = [
    { seen: "new", frames: 2, missing: 1, file: null },
    { seen: "nothing", frames: 2, missing: 1, file: null },
    { seen: "new", frames: 2, missing: 0, file },
  ];
  await opened({ film: () => answers.shift() });
  const brought: string[] = [];
  const film = new FilmController(({ ticket }) => brought.push(ticket));
  await film.look(1, new Uint8Array(1));
  await film.look(1, new Uint8Array(1));
  expect(film.filmed).toMatchObject({ seen: "new", missing: 1 });
  await film.look(1, new Uint8Array(1));
  expect([brought, film.stream]).toEqual([["f"], null]);
});

test("a window without a camera says so", async () => {
  const film = new FilmController(() => undefined);
  await film.open();
  expect(film.blind).toBe(true);
});

test("a picture is made grey and spelled in base 64 to the last byte", () => {
  expect([...grey(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))]).toEqual([255, 0]);
  const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => at % 251);
  expect(Uint8Array.from(atob(inBase64(bytes)), (letter) => letter.charCodeAt(0))).toEqual(bytes);
});

test("files dropped wait until a screen takes them up, each by one screen", async () => {
  const { core } = await opened();
  const stop = offers.watch();
  core.offered.push({ ticket: "p", file_name: "p.delib", needs_code: true, asks_to_join: false, is_paper: false }, { ticket: "r", file_name: "r.delib", needs_code: false, asks_to_join: false, is_paper: false });
  dispatchEvent(new Event("delibere:hovered"));
  expect(offers.hovering).toBe(true);
  dispatchEvent(new Event("delibere:left"));
  dispatchEvent(new Event("delibere:offered"));
  await vi.waitFor(() => expect(offers.waiting).toHaveLength(2));
  expect(offers.hovering).toBe(false);
  expect(offers.take(({ needs_code }) => needs_code).map(({ ticket }) => ticket)).toEqual(["p"]);
  expect(offers.take(() => true).map(({ ticket }) => ticket)).toEqual(["r"]);
  stop();
});

test("a clock that runs ahead is told in the unit people would use", () => {
  preferences.locale = "fr";
  expect([delay(61_000), delay(720_000), delay(7_200_000), delay(259_200_000)]).toEqual(["1 min", "12 min", "2 h", "3 j"]);
});

test("a request is answered whatever brought it: a dialog, a file that was dropped, a camera", async () => {
  const { exchange, knocked } = await opened();
  const request = { ticket: "q", file_name: "moi.demande", needs_code: false, asks_to_join: true, is_paper: false };
  await exchange.filmed(request);
  expect([exchange.request?.ticket, exchange.told]).toEqual(["q", null]);
  exchange.dismissRequest();
  await exchange.openRequest(request);
  expect(exchange.request?.request.name).toBe("Chloé Petit-Delacroix");
  expect(knocked.filter((name) => name === "open_request")).toHaveLength(2);
  exchange.dismissRequest();
  await exchange.filmed({ ...request, asks_to_join: false, is_paper: false });
  expect([exchange.request, exchange.told === null]).toEqual([null, false]);
});

test("what may be reversed, and what may be lifted, is what the core says", async () => {
  const { exchange } = await opened();
  const [first] = exchange.imports;
  expect([first?.can_reverse, first?.can_lift]).toEqual([true, false]);
  await exchange.reverse(first?.bundle ?? "", "Mauvaise candidate");
  expect(exchange.imports.map(({ can_reverse, can_lift }) => [can_reverse, can_lift])).toEqual([
    [false, true],
    [true, false],
  ]);
});
