// What the exchange lays down in the table of acts. Not a place for what an act does.
import type { ActGroup } from "~/core/acts.svelte";
import { m } from "~/words";
import type { ExchangeController } from "./exchange.svelte";

type Opened = { film: () => void; personal: () => void; show: () => void };

export function groupsOf(exchange: ExchangeController, opened: Opened): ActGroup[] {
  const acts = [
    { id: "receive", word: m.exchange_choose, run: () => void exchange.choose() },
    { id: "film", word: m.exchange_film, run: opened.film },
    { id: "hand-over", word: exchange.mine === undefined ? m.exchange_hand_all : m.hand_over, run: () => void exchange.handOver() },
    { id: "show", word: m.exchange_show, run: opened.show },
    ...(exchange.view?.gathers === true ? [{ id: "personal", word: m.personal_open, run: opened.personal }] : []),
  ];
  return [{ id: "acts", title: m.moment_exchange, acts }];
}
