import * as zod from './zod.ts';

/** A token is never in a file: it is in the editor's secret storage, or in a variable of the environment. */
export const tokenSchema = zod.union([zod.strictObject({ env: zod.string().regex(/^[A-Za-z_]\w*$/) }), zod.strictObject({ secret: zod.string().min(1).max(200) })]).describe('Where the token is: the name of an environment variable, or of a secret in the editor.');

export type TokenPlace = zod.infer<typeof tokenSchema>;

/** Finds a token; undefined where there is none. Its value is never put into an answer, a problem or a log. */
export type TokenPort = (place: TokenPlace) => Promise<string | undefined>;

/** Tokens in the environment alone, for machines without an editor. */
export const environmentTokens = (env: Readonly<Record<string, string | undefined>>): TokenPort => (place) => Promise.resolve('env' in place ? env[place.env] : undefined);
