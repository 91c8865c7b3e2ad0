/**
 * Parses JSON with comments and trailing commas, as VS Code's own files have them. Undefined when it is not valid.
 * Twenty lines instead of a library: the hook's bundle has to stay lean.
 */
export function parseJsonc(text: string): unknown {
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(/("(?:\\[^]|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, quoted: string | undefined) => quoted ?? ' ')
    .replace(/("(?:\\[^]|[^"\\])*")|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
