/** Names of the arguments that say what a call is about, the first that is there. */
const telling = ['command', 'cmd', 'file_path', 'filePath', 'path', 'url', 'query'];

/** What a call is about, by its arguments; undefined where none of them says so. */
export function aboutOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(input));
  return telling.map((name) => members.get(name)).find((value): value is string => typeof value === 'string' && value !== '');
}
