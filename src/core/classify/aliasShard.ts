const shards = 64;

/**
 * The file below `dist/knowledge/names` that says under which name a program's table is kept, for names that are not the
 * first of their table. The build writes these files and the hook reads one of them: each holds about a hundred names.
 */
export function aliasShard(name: string): string {
  let sum = 0;
  for (let index = 0; index < name.length; index++) sum = (sum * 31 + name.charCodeAt(index)) % shards;
  return `${sum}.json`;
}
