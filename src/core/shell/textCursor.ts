/** Deepest nesting of brackets and blocks; deeper text is not read. */
export const maxNested = 40;

/** Where a reader stands in its text. Nothing is read any more once it gave up. */
export class TextCursor {
  complete = true;
  protected at = 0;
  protected depth = 0;
  protected readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  protected giveUp(): void {
    this.complete = false;
    this.at = this.text.length;
  }

  protected lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  /** Goes one level deeper, unless that is too deep. */
  protected deeper(): void {
    this.depth += 1;
    if (this.depth > maxNested) this.giveUp();
  }
}
