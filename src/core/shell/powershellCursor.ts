import { TextCursor } from './textCursor.ts';

const space = /[ \t\u00a0\f\v]/;

/** Where a reader of PowerShell stands in its text, and what every part of it needs to go on. */
export class PsCursor extends TextCursor {
  /** Where nothing more of a pipeline can stand. */
  protected atEnd(): boolean {
    this.blanks(false);
    return this.at >= this.text.length || /[;\n\r)}\]]/.test(this.text[this.at] ?? '');
  }

  protected skipped(): number {
    this.blanks(true);
    return this.at;
  }

  /** Takes what matches here, after blanks and line ends. */
  protected taken(pattern: RegExp): RegExpExecArray | undefined {
    const before = this.at;
    this.blanks(true);
    const found = pattern.exec(this.text.slice(this.at, this.at + 128));
    if (found === null) {
      this.at = before;
      return undefined;
    }
    this.at += found[0].length;
    return found;
  }

  /** White space, continued lines and comments; line ends where they mean nothing. */
  protected blanks(lines: boolean): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) return;
      if (space.test(character) || (lines && (character === '\n' || character === '\r'))) this.at += 1;
      else if (character === '`' && /^`\r?\n/.test(this.text.slice(this.at, this.at + 3))) this.at += this.text[this.at + 1] === '\r' ? 3 : 2;
      else if (character === '<' && this.text[this.at + 1] === '#') {
        const end = this.text.indexOf('#>', this.at + 2);
        if (end < 0) this.complete = false;
        this.at = end < 0 ? this.text.length : end + 2;
      } else if (character === '#') this.at = this.lineEnd();
      else return;
    }
  }

  /** Blanks, line ends and semicolons between statements. */
  protected separators(): void {
    this.blanks(true);
    while (this.text[this.at] === ';') {
      this.at += 1;
      this.blanks(true);
    }
  }
}
