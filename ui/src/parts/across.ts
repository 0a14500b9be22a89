/** Left and right walk the choices of a group, round and round, without choosing; in a field they move the caret. */
export function walkAcross(event: KeyboardEvent): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0 || event.target instanceof HTMLInputElement) return;
  const choices = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=radio]")];
  const here = choices.indexOf(event.target as HTMLElement);
  choices[(here + by + choices.length) % choices.length]?.focus();
  event.preventDefault();
}
