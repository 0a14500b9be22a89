// Whether the guide is shown; which page of it is the guide's own.
class Guide {
  open = $state(false);

  /** Shows it, unless something else stands over the page: what was begun there stays in front. */
  show(): void {
    if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") === null) this.open = true;
  }
}

export const guide = new Guide();
