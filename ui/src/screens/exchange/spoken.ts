// What a screen reader hears of an exchange: the outcome, in one sentence.
import { fileSize, m } from "~/words";
import { brings, type Said } from "./exchange.svelte";

export function spoken(said: Said): string {
  switch (said.what) {
    case "told":
      return `${m.exchange_files({ count: said.report.imports.length + said.report.refused.length })}. ${verdict(said)}`;
    case "taken":
      return m.exchange_taken({ count: said.report.total.new });
    case "handed":
      return `${m.exchange_handed({ file: said.file.file_name, size: fileSize(said.file.bytes) })} ${m.exchange_take_key_out()}`;
    case "settled":
      return m.disagreement_settled();
    case "admitted":
      return m.accept_said();
    case "revoked":
      return m.revoke_said();
    case "reversed":
      return m.reverse_said();
    case "lifted":
      return m.reverse_lifted();
    case "packed":
      return m.exchange_pack_said({ name: said.juror.name });
  }
}

function verdict({ report }: Extract<Said, { what: "told" }>): string {
  return brings(report) ? m.exchange_new({ count: report.total.new }) : m.exchange_nothing_new();
}
