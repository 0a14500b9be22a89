// What is spoken to a screen reader. A sentence said twice gets an invisible space, so that it is
// heard twice.

class Announcer {
  text = $state("");

  say(sentence: string): void {
    this.text = this.text === sentence ? `${sentence}\u00a0` : sentence;
  }

  /** Leaves nothing of what was said in the page. */
  forget(): void {
    this.text = "";
  }
}

export const announcer = new Announcer();
