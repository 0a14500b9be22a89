// Where the keyboard is. The awake criterion holds the focus unless the person is writing or walking the tabs.
import type { Intent } from "./keys";

const ELSEWHERE = "textarea, input:not([data-score]), [role=tablist], [role=dialog], [role=menu]";

/** Gives the focus to the awake criterion and brings it into view. */
export function focusAwake(root: HTMLElement | undefined, when: "now" | "if-free"): void {
  const active = document.activeElement;
  if (when === "if-free" && active?.closest(ELSEWHERE)) return;
  const row = root?.querySelector("[data-awake]");
  const control = row?.querySelector<HTMLElement>("[data-roving]");
  control?.focus({ preventScroll: true });
  // The épreuve's heading comes along with its first criterion.
  let lead = row?.previousElementSibling;
  while (lead?.hasAttribute("data-lead")) {
    lead.scrollIntoView({ block: "nearest" });
    lead = lead.previousElementSibling;
  }
  row?.scrollIntoView({ block: "nearest" });
}

/** Whether a key belongs to the text being typed rather than to the grid. */
export function isTyping(target: Element | null, intent: Intent): boolean {
  if (target === null || intent.do === "candidate") return false;
  if (target instanceof HTMLInputElement && target.dataset["score"] !== undefined) {
    return intent.do === "clear" && target.value !== "";
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
