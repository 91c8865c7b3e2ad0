/**
 * Short name of a text, for telling whether two deliveries are the same: its length and two 32-bit FNV-1a sums, one over
 * it and one over it backwards. Not a seal: only what an agent sends within two seconds is compared with it.
 */
export function contentKey(text: string): string {
  let forwards = 0x811c9dc5;
  let backwards = 0x811c9dc5;
  for (let at = 0, end = text.length - 1; at <= end; at++) {
    forwards = Math.imul(forwards ^ text.charCodeAt(at), 0x01000193);
    backwards = Math.imul(backwards ^ text.charCodeAt(end - at), 0x01000193);
  }
  return [text.length, forwards >>> 0, backwards >>> 0].map((part) => part.toString(36)).join('-');
}
