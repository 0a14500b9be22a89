// Papers that somebody verifies in the demonstration: one that is whole, one that was changed after it was signed, a draft.
import type { PaperVerified, SignatureLine } from "../bindings";

function signature(subject: string, minute: number, more: Partial<SignatureLine> = {}): SignatureLine {
  const whose = { subject, issuer: "École de l’exemple", certificate: "4d".repeat(32), authority: "b8".repeat(32) };
  const said = { field: "case", claimed_time: `2026-06-12 17:${String(minute)}:00 UTC`, reason: "Signature du document", certifies: minute === 15 };
  return { ...whose, ...said, holds: true, faults: [], changed_later: false, ...more };
}

const attested = () => ({ subject: "Horodatage de l’exemple", issuer: "Autorité de l’exemple", authority: "c1".repeat(32) });

/** What verifying the paper called `which` finds. */
export function verifiedPaper(which: string): PaperVerified {
  const signatures = [signature("Anne Diallo", 15), signature("Bruno Roche", 17), signature("Chloé Petit-Delacroix", 21)];
  const paper: PaperVerified = {
    file_name: "pv-2026-0042.pdf",
    sha256: "9f".repeat(32),
    number: "PV-2026-0042",
    corrects: null,
    verdict: "intact",
    intact: true,
    signatures,
    stamps: [{ ...attested(), at: "2026-06-15 09:02:11 UTC", dates: 3, holds: true, faults: [], changed_later: false }],
    long_term: { certificates: 2, lists: 1, answers: 0 },
    beside: [],
    empty_boxes: [],
    certifier_box: "certificateur",
    findings: [],
    results: "match",
    amended_by: null,
    log: { session: "Session de juin 2026 · Jury 2", same_content: true, superseded_by: null, missing: [], required: 3 },
  };
  if (which === "unsigned") return { ...paper, verdict: "unsigned", intact: false, signatures: [], stamps: [], long_term: { certificates: 0, lists: 0, answers: 0 }, empty_boxes: ["a", "b", "c"], log: null };
  if (which !== "altered") return paper;
  const findings = [
    { code: "unsigned-revision", detail: "1204 bytes that nobody signed" },
    { code: "annotation-added", detail: "object 12 is another" },
  ];
  return { ...paper, verdict: "altered", intact: false, findings, signatures: signatures.map((one) => ({ ...one, changed_later: true })), log: null };
}
