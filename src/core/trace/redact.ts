import { mayHoldServiceToken } from './secretSigns.ts';
import { redactServices } from './serviceSecrets.ts';
import { deepest, longestText, widest } from './storedLimits.ts';

/** All strings of one event together. When it is used up, the strings after it keep only their mark. */
export const longestEvent = 1024 * 1024;

const mark = (kind: string): string => `‹redacted:${kind}›`;

/**
 * Shapes of secrets that show what they are, by the name that the mark carries; looser than those of `serviceSecrets.ts`, so
 * that a piece of a token goes as well. Each starts with a literal and has no
 * open-ended part before another one, so that matching stays linear.
 */
const shapes: Readonly<Record<string, string>> = {
  'private-key': '-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)|(?<=^|\\n…\\n)[\\w+/=\\\\\\s]*-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1\\w{20,}',
  jwt: '(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?',
  'aws-key': '\\b(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}\\b',
  'google-key': '\\bAIza[\\w-]{35}|\\bya29\\.[\\w-]{20,}|\\bGOCSPX-[\\w-]{20,}',
  'azure-key': '(?<![\\w~.-])[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}',
  'github-token': '\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,})',
  'gitlab-token': '\\bgl[a-z]{2,6}-[\\w-]{20,}',
  'npm-token': '\\bnpm_[A-Za-z0-9]{30,}',
  'slack-token': '\\bxox[a-z]-[\\w-]{10,}|\\bxapp-[\\w-]{20,}|hooks\\.slack\\.com/services/[\\w/]{20,}',
  'stripe-key': '\\b[rs]k_(?:live|test)_\\w{10,}|\\bwhsec_\\w{16,}',
  'anthropic-key': '\\bsk-ant-[\\w-]{16,}',
  'openai-key': '\\bsk-[\\w-]{20,}',
  'service-token':
    '\\b(?:hf_|pypi-|dop_v1_|doo_v1_|dor_v1_|hvs\\.|hvb\\.|shp[a-z]{2}_|dp\\.[a-z]{2}\\.|dapi|lin_api_|nfp_|fm[12]_|FlyV1 |sbp_|pscale_[a-z]{2,5}_|ATATT3|PMAK-|NRAK-|glc_|glsa_|rubygems_|sntry[a-z]_|SG\\.)[\\w.=-]{20,}|\\bSK[0-9a-f]{32}\\b|\\b\\d{8,10}:[\\w-]{35}\\b|discord(?:app)?\\.com/api/webhooks/[\\w/-]{20,}',
};
const shapeNames = Object.keys(shapes);
const shape = new RegExp(shapeNames.map((name) => `(${shapes[name] ?? ''})`).join('|'), 'g');

/** Ends of names whose value is a secret. `_KEY` alone counts in capitals only: `primary_key` is everyday code. */
const anyCase = '(?<!no)passw(?:or)?d|passphrase|secret|credentials?|[_-]pwd|(?<=;\\s{0,4})pwd|_?auth(?:orization)?|cookie|(?<!max_)token|(?:api|access|account|secret|private|signing|encryption|master|service|client|auth|license)[_-]?key(?:[_-]base)?';
const capitals = '(?<=^|[;\\s])Pwd|(?<=[A-Z0-9])_KEY|(?<=[A-Z0-9]_)(?:PASS|PW|DSN)';
/** What stands for a secret without being one: a reference, a type, a mark of ours. */
const notSecret = '(?!\\\\?["\'`]?(?:[$<‹{%(\\[]|process\\.env|os\\.environ|env\\.|secrets\\.|(?:string|number|boolean|true|false|null|undefined|unknown|None|nil)\\b))';
const value = '(?:\\\\+"[^"\\\\]*(?:\\\\+")?|"(?:[^"\\\\\\n]|\\\\.)*"?|\'[^\'\\n]*\'?|`[^`\\n]*`?|(?:(?:basic|bearer|token|digest|apikey) +)?[^\\s"\'`,;&|<>()\\\\]+)';

/** SECURITY: a mark in the agent's own words must not stand for a text that was kept (payloadMark.ts). */
const foreignMark = '‹payload:';

/** The shortest secret with a shape is longer than that, and without any of these signs nothing can be named one. */
const shortestShape = 15;
const sign = /[:=\s]/;
/** What every named secret has beside it; without it none of the expressions for them is made. */
const named = /pass|secret|credential|pwd|_pw|_dsn|auth|cookie|token|key|:\/\/|bearer|basic|-u|mysql|mariadb|redis-cli/i;

/**
 * Puts a mark such as `‹redacted:aws-key›` in the place of every secret that can be recognised by its shape or by the name
 * it is given. Linear in the length of the text; a text without secrets comes back as it is. Applying it twice changes nothing.
 */
export function redactText(text: string): string {
  if (text.length < shortestShape && !sign.test(text)) return text;
  const shaped = text.replace(shape, (...groups: unknown[]) => mark(shapeNames[groups.slice(1).findIndex((group) => group !== undefined)] ?? 'secret'));
  const redacted = mayHoldServiceToken(shaped) ? redactServices(shaped) : shaped;
  const unmarked = redacted.replaceAll(foreignMark, '‹ payload:');
  return named.test(unmarked) ? secretsByName().redact(unmarked) : unmarked;
}

/**
 * Some data as it may be stored: every string in it redacted, also under names such as `password`, then cut to
 * {@link longestText}; nesting below 32 levels and more than 1000 members are left out with a mark. Positions in findings go
 * on counting in the text as it was judged.
 */
export function redactValue<T>(data: T): T;
export function redactValue(data: unknown): unknown {
  return walk(data, 0, { left: longestEvent });
}

function walk(data: unknown, depth: number, budget: { left: number }): unknown {
  if (typeof data === 'string') return cut(redactText(data), budget);
  if (typeof data !== 'object' || data === null) return typeof data === 'bigint' ? data.toString() : data;
  if (depth >= deepest) return '‹cut: nested too deep›';
  if (Array.isArray(data)) {
    const entries = data.slice(0, widest).map((entry: unknown) => walk(entry, depth + 1, budget));
    return data.length > widest ? [...entries, `‹cut: ${data.length} entries in all›`] : entries;
  }
  const members = Object.entries(data);
  return Object.fromEntries(members.slice(0, widest).map(([name, member]: [string, unknown]) => [redactText(name), isSecretName(name) && typeof member === 'string' && member !== '' ? mark(nameKind(name)) : walk(member, depth + 1, budget)]));
}

function cut(text: string, budget: { left: number }): string {
  const room = Math.min(longestText, budget.left);
  if (text.length <= room) {
    budget.left -= text.length;
    return text;
  }
  const note = `‹cut: ${text.length} characters in all›`;
  const kept = Math.max(0, room - note.length);
  budget.left -= kept;
  const head = Math.ceil(kept * 0.75);
  return text.slice(0, head) + note + text.slice(text.length - (kept - head));
}

const isSecretName = (name: string): boolean => named.test(name) && secretsByName().isName(name);

function nameKind(name: string): string {
  const kind = /pass|pwd|_pw|token|auth|cookie|key/i.exec(name)?.[0].toLowerCase() ?? 'secret';
  return kind === 'pass' || kind === 'pwd' || kind === '_pw' ? 'password' : kind;
}

interface SecretsByName {
  readonly redact: (text: string) => string;
  readonly isName: (name: string) => boolean;
}

let made: SecretsByName | undefined;
/** Made when first needed: the hook is a process of its own for each call, and most calls name no secret. */
const secretsByName = (): SecretsByName => (made ??= makeSecretsByName());

function makeSecretsByName(): SecretsByName {
  const assigned = (names: string, flags: string): RegExp => new RegExp(`(${names})(\\\\*["']?\\s{0,8}(?::?=|:|=>)\\s{0,8})${notSecret}${value}`, flags);
  const assignments = [assigned(anyCase, 'gi'), assigned(capitals, 'g')];
  const option = new RegExp(`(--?(?:[a-z]+-){0,3}(?:passw(?:or)?d|passphrase|secret|token|api-?key|access-?key|secret-?key)\\s{1,8})(?!-)${notSecret}${value}`, 'gi');
  const urlUser = /(:\/\/)[^\s:/@"'`‹]{8,512}(?=:(?:x-oauth-basic)?@)/g;
  const urlPassword = /(:\/\/[^\s:/@"'`‹]{0,256}:)[^\s/"'`]{1,512}@/g;
  const urlToken = /(:\/\/)[^\s:/@"'`‹]{20,512}@/g;
  const bearer = /(\b(?:bearer|basic) +)(?=[\w+/.~-]{0,512}[\d+/=._-])[\w+/.~=-]{12,}/gi;
  const userAndPassword = /((?:\s-u\s{0,4}|--user[ =])["']?[^\s:"'/=]{1,128}:)(?!\d+\b|\/\/|%[MSZ])[^\s"']+/g;
  const shortOption = /(\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;&]{0,200}?\s-p)(?!\s)[^\s"']+|(\bsshpass\s{1,4}-p\s{0,4}|\bredis-cli\b[^\n|;&]{0,200}?\s-a\s{1,4})[^\s]+/g;
  const name = new RegExp(`(?:${anyCase})$`, 'i');
  const nameInCapitals = new RegExp(`(?:${capitals})$`);
  const redactAssigned = (text: string): string => assignments.reduce((left, assignment) => left.replace(assignment, (_, secret: string, operator: string) => `${secret}${operator}${mark(nameKind(secret))}`), text);
  return {
    redact: (text) => redactAssigned(text)
      .replace(option, (_, flag: string) => `${flag}${mark(nameKind(flag))}`)
      .replace(urlUser, `$1${mark('token')}`)
      .replace(urlPassword, `$1${mark('password')}@`)
      .replace(urlToken, `$1${mark('token')}@`)
      .replace(bearer, `$1${mark('token')}`)
      .replace(userAndPassword, `$1${mark('password')}`)
      .replace(shortOption, `$1$2${mark('password')}`),
    isName: (text) => name.test(text) || nameInCapitals.test(text),
  };
}
