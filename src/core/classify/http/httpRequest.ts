import { httpEffects } from '../http.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import type { Effect } from '../../verdict.ts';

const method = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|PURGE|TRACE|PROPFIND|QUERY)$/i;

/** curl, wget, httpie and their kin: the request is read from the options and judged. Options that read a configuration are opaque in their tables. */
export const httpRequest: Handler = (invocation, scope) => (['http', 'https', 'xh', 'xhs', 'curlie', 'hurl'].includes(invocation.program) ? httpie(invocation, scope) : curl(invocation, scope));

/** A variable that is named after a secret, in the text of an address. */
const secretInAddress = /\$\{?\w*(?:SECRET|PASSWORD|PASSWD|PRIVATE_KEY|ACCESS_KEY)\w*/;
const dataOptions = ['-d', '--data-binary', '--data-raw', '--data-urlencode', '--data-ascii', '--json', '--post-data', '--body-data'];
const fileOptions = ['-T', '--post-file', '--body-file'];

function curl(invocation: Invocation, scope: Scope): readonly Effect[] {
  const bodies = dataOptions.flatMap((option) => invocation.values(option));
  const forms = ['-F', '--form-string'].flatMap((option) => invocation.values(option));
  const sends = [
    ...fileOptions.flatMap((option) => invocation.values(option)),
    ...bodies.flatMap((value) => sentFile(value, /^(?:[\w.-]+)?@(.+)$/)),
    ...forms.flatMap((value) => sentFile(value, /=[@<]([^;]+)/)),
    ...invocation.values('-H').flatMap((value) => sentFile(value, /^@(.+)$/)),
    // A jar of cookies goes where they came from; anything else that holds secrets does not.
    ...invocation.values('-b').filter((value) => value.text?.includes('=') === false && scope.path('read', value, 'http.cookies').length > 0),
  ].filter((file) => file.text !== '-');
  const stdin = [...bodies, ...fileOptions.flatMap((option) => invocation.values(option))].some((value) => value.text === '@-' || value.text === '-');
  const unknownInput = stdin && scope.stdin?.text === undefined;
  const hasBody = bodies.length > 0 || forms.length > 0 || fileOptions.some((option) => invocation.has(option));
  const explicit = invocation.value('-X')?.text ?? invocation.value('--method')?.text;
  const get = invocation.has('-G');
  const verb = explicit ?? (invocation.has('-I') ? 'HEAD' : hasBody && !get ? (invocation.has('-T') ? 'PUT' : 'POST') : 'GET');
  const body = bodies.map((value) => value.text ?? '').join('&') || (stdin ? scope.stdin?.text : undefined);
  const headers = invocation.values('-H').flatMap((value) => (value.text === undefined ? [] : [value.text]));
  const urls = [...invocation.values('--url'), ...invocation.operands];
  const targets: readonly (Argument | undefined)[] = urls.length === 0 ? [undefined] : urls;
  const hidden = unresolvedData([...bodies, ...invocation.values('-H'), ...urls]);
  return [...downloaded(invocation, urls, scope), ...targets.flatMap((url) => {
    const effects = [...httpEffects({ method: verb, url, body, sends, headers }, scope, invocation.span), ...(url !== undefined && secretInAddress.test(url.raw) ? [scope.effect({ kind: 'secret', reversibility: 'irreversible', blastRadius: 'shared', rule: 'http.disclose', reason: 'puts a secret of the environment into an address' }, invocation.span)] : [])];
    const remote = effects.some((effect) => effect.blastRadius === 'shared' || effect.blastRadius === 'production');
    if (!remote || (!unknownInput && !(hidden && hasBody))) return effects;
    return [...effects.filter(({ rule }) => rule !== 'http.write'), scope.effect({ kind: 'secret', reversibility: 'irreversible', blastRadius: 'shared', rule: 'http.unknown-data', reason: 'sends data that is not in the command to another machine' }, invocation.span)];
  })];
}

/** Files that get their names from the addresses (`wget URL`, `curl -O URL`), in the directory that an option names. */
function downloaded(invocation: Invocation, urls: readonly Argument[], scope: Scope): readonly Effect[] {
  const wget = invocation.program.startsWith('wget');
  // Which names a list of addresses gives, nobody knows: the directory says what they could replace.
  const listed = wget && invocation.has('-i') && !['-O', '--spider'].some((option) => invocation.has(option)) ? invocation.value('-P') : undefined;
  if (listed !== undefined) return scope.path('write', { ...listed, text: listed.text === undefined ? undefined : `${listed.text.replace(/\/$/, '')}/x` }, 'http.download');
  if (wget ? ['-O', '--spider', '-i'].some((option) => invocation.has(option)) : !invocation.has('-O')) return [];
  const directory = invocation.value(wget ? '-P' : '--output-dir');
  return urls.flatMap((url) => {
    const name = url.text?.replace(/^\w+:\/\/[^/]*/, '').split(/[?#]/, 1)[0]?.split('/').findLast((segment) => segment !== '') ?? 'index.html';
    const text = directory === undefined ? name : directory.text === undefined ? undefined : `${directory.text.replace(/\/$/, '')}/${name}`;
    const at = text === undefined ? undefined : scope.resolve(text);
    // Neither replaces what nobody knows to be there.
    return scope.path(at !== undefined && scope.world.path(at).kind === 'file' && !wget ? 'replace' : 'append', { ...(directory ?? url), text, raw: text ?? directory?.raw ?? url.raw, glob: false }, 'http.download');
  });
}

const unresolvedData = (words: readonly Argument[]): boolean => words.some((word) => word.text === undefined && /\$\(|`/.test(word.raw));

function sentFile(value: Argument, pattern: RegExp): readonly Argument[] {
  if (value.text === undefined) return [];
  const path = pattern.exec(value.text)?.[1];
  return path === undefined ? [] : [{ ...value, text: path, raw: path }];
}

function httpie(invocation: Invocation, scope: Scope): readonly Effect[] {
  const [first, ...rest] = invocation.operands;
  const named = first?.text !== undefined && method.test(first.text);
  const address = named ? rest[0] : first;
  // `:3000/x` and `:/x` are short for this machine.
  const url = address?.text !== undefined && /^:(?:\d|\/|$)/.test(address.text) ? { ...address, text: `localhost${address.text.replace(/^:(?=\/|$)/, '')}` } : address;
  const items = named ? rest.slice(1) : rest;
  const sends = items.flatMap((item) => sentFile(item, /[=:]?@(.+)/));
  // `name==value` goes into the address.
  const body = items.filter((item) => /^(?:[^=]|:=)*=(?!=)/.test(item.text ?? '=')).map((item) => item.text ?? '').join('&');
  const verb = named ? (first.text ?? 'GET') : body !== '' || sends.length > 0 || invocation.has('--raw') ? 'POST' : 'GET';
  return httpEffects({ method: verb, url, body: invocation.value('--raw')?.text ?? (body === '' ? undefined : body), sends }, scope, invocation.span);
}
