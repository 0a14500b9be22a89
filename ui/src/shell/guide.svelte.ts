// Whether the guide is shown; which page of it is the guide's own.
class Guide {
  open = $state(false);

  /** Shows it, unless something else stands over the page: what was begun there stays in front. */
  show(): void {
    if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") === null) this.open = true;
  }

  /** Whether a key is the guide's before the guide stands: nothing is written on the screen under it. */
  early(event: KeyboardEvent): boolean {
    if (!this.open || document.activeElement?.closest(".guide") != null) return false;
    if (event.key === "Escape") this.open = false;
    return true;
  }
}

export const guide = new Guide();
