/**
 * Words that scripts everywhere give their own functions (`log`, `info`, `usage`). Programs of these names exist on some
 * system, but they show something or are rare: a function that takes one hides nothing that matters, and its body is judged
 * where it is called. A function that takes any other known name is asked about.
 */
export const ownNames: ReadonlySet<string> = new Set(
  ('log info help banner status count print title show string contains random math check report progress note notes box boxes color colors choose ' +
    'line lines header section step steps success warn error fail pass message msg notify summary greet hello list get pick select version sample ' +
    'gp gs module raw label query members machine where functions control latency heap finger look units todo task timer leave').split(' '),
);
