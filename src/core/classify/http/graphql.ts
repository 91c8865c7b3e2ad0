/** What a GraphQL text does. */
export type GraphqlDeeds = 'query' | 'mutation' | 'destroy';

const destructiveField = /(?:^|[a-z_])(?:delete|destroy|remove|drop|purge|terminate|archive|reset|wipe|truncate|revoke|unpublish|uninstall|disable|deactivate|cancel)(?![a-z])/i;
const destructiveStart = /^(?:delete|destroy|remove|drop|purge|terminate|archive|reset|wipe|truncate|revoke|unpublish|uninstall|disable|deactivate|cancel)/i;

/**
 * Reads a request body as GraphQL: JSON with a `query` member, a form field, or the bare text; undefined = it is none.
 * A body that cannot be taken apart but holds the word `mutation` counts as one.
 */
export function readGraphql(body: string): GraphqlDeeds | undefined {
  const text = documentOf(body);
  return text === undefined ? undefined : graphqlDeeds(text);
}

/** Deeds of a GraphQL document; comments and strings are passed over. */
export function graphqlDeeds(document: string): GraphqlDeeds {
  const code = document.replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"/g, '""').replace(/#[^\n]*/g, '');
  if (!/\bmutation\b/.test(code)) return 'query';
  const fields = code.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [];
  return fields.some((field) => destructiveStart.test(field) || destructiveField.test(field) || /(?:Delete|Destroy|Remove|Drop|Purge|Terminate|Wipe|Reset)/.test(field)) ? 'destroy' : 'mutation';
}

function documentOf(body: string): string | undefined {
  const trimmed = body.trim();
  const member = /"query"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(trimmed)?.[1];
  if (member !== undefined && /^(?:\s|\\n)*(?:\{|query\b|mutation\b|subscription\b|fragment\b|#)/.test(member)) return member.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
  if (/^(?:query|mutation|subscription|fragment)\b[^;]*\{/.test(trimmed)) return trimmed;
  if (/\bmutation\b[^;]*\{/.test(trimmed)) return trimmed.slice(trimmed.search(/\bmutation\b/));
  return undefined;
}
