// Writing with the keyboard alone: what a text field of the grid takes besides letters. It changes a field as a hand would, and
// lets the field tell.

/** Puts `text` where the caret is, in the place of what is selected, and tells the field. */
export function insert(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
}

export type PenKey = "stamp" | "phrases" | "leave";

/** What a key asks of a text field; null when it is the field's own. */
export function penKey(press: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): PenKey | null {
  const command = (press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey;
  if (press.key === "Escape" || (press.key === "Enter" && command)) return "leave";
  if (!command) return null;
  return press.key.toLowerCase() === "m" ? "stamp" : press.key.toLowerCase() === "j" ? "phrases" : null;
}
