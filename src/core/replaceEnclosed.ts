/** A text with each part between `open` and the next `close` (both included) replaced; what is never closed stays. Linear. */
export function replaceEnclosed(text: string, open: string, close: string, put: (inside: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf(open, at);
    const to = from < 0 ? -1 : text.indexOf(close, from + open.length);
    if (to < 0) return parts.join('') + text.slice(at);
    parts.push(text.slice(at, from), put(text.slice(from + open.length, to)));
    at = to + close.length;
  }
}
