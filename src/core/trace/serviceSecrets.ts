/*
 * The shapes of tokens of named services: the rules of secretlint's recommended preset (MIT), which its maintainers keep up
 * with what the services give out, and besides them prefixes that services publish and the preset does not know. The
 * preset: 64 KB in a late part of the hook, no dependency, its rules run at once and read nothing but the text.
 */
import { rules } from '@secretlint/secretlint-rule-preset-recommend';

/**
 * Rules that are not asked: what belongs to a file; comments that switch rules off (an agent could write one); addresses, of
 * which `redact.ts` takes the password alone; and two that name the place of the assignment for its value, whose end would
 * stay (13.0.7): `redact.ts` knows those by name and by shape.
 */
const notAsked: ReadonlySet<string> = new Set(['gcp', 'filter-comments', 'basicauth', 'database-connection-string', 'aws', 'npm']);

/** Beginnings and what follows them, by the name that the mark carries. Bounded, so that matching stays linear. */
const prefixes: Readonly<Record<string, string>> = {
  'square-token': '(?:sq0[a-z]{3}-|EAAA)[\\w-]{22,64}',
  'mailgun-key': 'key-[0-9a-f]{32}|pubkey-[0-9a-f]{32}',
  'mailchimp-key': '[0-9a-f]{32}-us\\d{1,2}',
  'heroku-key': 'HRKU-[\\w-]{36,70}',
  'bitbucket-token': 'ATBB[\\w-]{28,40}|ATCTT3[\\w-]{20,200}',
  'supabase-key': 'sb_(?:secret|publishable)_[\\w-]{20,64}',
  'render-key': 'rnd_\\w{26,40}',
  'dropbox-token': 'sl\\.[\\w-]{40,1200}',
  'dynatrace-token': 'dt0[a-z]\\d\\d\\.\\w{24}\\.\\w{64}',
  'easypost-key': 'EZ[AT]K\\w{54}',
  'flutterwave-key': 'FLW(?:SEC|PUB)K(?:_TEST)?-[\\w-]{12,64}',
  'terraform-token': '\\w{14}\\.atlasv1\\.[\\w-]{60,80}',
  'hubspot-token': 'pat-(?:na|eu)\\d-[\\w-]{36}',
  'jfrog-key': 'AKCp[\\w-]{60,80}|cmVmd[\\w-]{50,70}',
  'mapbox-token': 'sk\\.eyJ[\\w-]{20,200}\\.[\\w-]{10,100}',
  'prefect-key': 'pn[ub]_\\w{36}',
  'pulumi-token': 'pul-[0-9a-f]{40}',
  'brevo-key': 'xkeysib-[0-9a-f]{64}-\\w{16}',
  'shippo-token': 'shippo_(?:live|test)_[0-9a-f]{40}',
  'sourcegraph-token': 'sgp_\\w{16,80}',
  'typeform-token': 'tfp_[\\w.=-]{40,70}',
  'yandex-key': 'AQVN[\\w-]{35,40}|y[0-3]_[\\w-]{40,70}|t1\\.[A-Z0-9a-z_-]{40,400}\\.[\\w-]{80,90}',
  'clojars-token': 'CLOJARS_[0-9a-f]{60}',
  'perplexity-key': 'pplx-\\w{40,60}',
  'xai-key': 'xai-\\w{60,100}',
  'replicate-token': 'r8_\\w{36,40}',
  'langsmith-key': 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}',
  'infracost-key': 'ico-\\w{32}',
  'duffel-token': 'duffel_(?:live|test)_[\\w-]{43}',
  'octopus-key': 'API-[A-Z0-9]{26,32}',
  'openshift-token': 'sha256~[\\w-]{40,50}',
  'sonar-token': 'sq[aup]_[0-9a-f]{40}',
  'contentful-token': 'CFPAT-[\\w-]{40,50}',
  'buildkite-token': 'bk[a-z]{1,3}_[0-9a-f]{40}',
  'circleci-token': 'CCI(?:PAT|PRJ)_\\w{20,24}_[0-9a-f]{40}',
  'docker-token': 'dckr_(?:pat|oat)_[\\w-]{27,40}',
  'crates-token': 'cio[a-zA-Z0-9]{32}',
  'nuget-key': 'oy2[a-z0-9]{43}',
  'alibaba-key': 'LTAI[A-Za-z0-9]{12,24}',
  'tencent-key': 'AKID[A-Za-z0-9]{32}',
  'discord-token': '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}',
  'airtable-token': 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  'teams-webhook': 'webhook\\.office\\.com/webhookb2/[\\w@/-]{40,200}',
  'facebook-token': 'EAA[MC][a-zA-Z0-9]{80,300}',
  'linear-token': 'lin_oauth_\\w{32,128}',
  'notion-token': 'secret_[A-Za-z0-9]{43}',
};
const prefixNames = Object.keys(prefixes);
const prefixed = new RegExp(`(?<![\\w-])(?:${prefixNames.map((name) => `(${prefixes[name] ?? ''})`).join('|')})(?![\\w-])`, 'g');

interface Place {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isFunction = (value: unknown): value is (...words: readonly unknown[]) => unknown => typeof value === 'function';
const isRange = (value: unknown): value is readonly [number, number] => Array.isArray(value) && value.length === 2 && value.every((end) => Number.isInteger(end));
type Rule = (text: string, found: (range: readonly [number, number]) => void) => void;

/** One rule of the preset as a plain function. One that does not look as expected finds nothing: `redact.ts` has stood before it. */
function ruleOf(creator: unknown): { readonly name: string; readonly look: Rule } | undefined {
  if (!isObject(creator) || !isObject(creator['meta']) || typeof creator['meta']['id'] !== 'string' || !isFunction(creator['create'])) return undefined;
  const { create } = creator;
  const name = creator['meta']['id'].replace('@secretlint/secretlint-rule-', '');
  return {
    name,
    look: (text, found) => {
      const context = {
        createTranslator: () => () => ({ message: name, messageId: name }),
        report: (report: unknown) => {
          if (isObject(report) && isRange(report['range'])) found(report['range']);
        },
        ignore: () => undefined,
      };
      const handler = create(context, {});
      if (isObject(handler) && isFunction(handler['file'])) handler['file']({ content: text, contentType: 'text', ext: '', filePath: undefined });
    },
  };
}

const asked = rules.flatMap((creator) => ruleOf(creator) ?? []).filter(({ name }) => !notAsked.has(name));

/**
 * Puts a mark such as `‹redacted:figma-token›` in the place of every token whose service can be told by its shape. Linear in
 * the length of the text; what is marked already stays as it is.
 */
export function redactServices(text: string): string {
  const found: Place[] = [];
  for (const { name, look } of asked) look(text, ([start, end]) => found.push({ start, end, kind: `${name}-token` }));
  const places = found.filter(({ start, end }) => end > start && !text.slice(start, end).includes('‹')).sort((one, other) => one.start - other.start || other.end - one.end);
  let out = '';
  let at = 0;
  for (const { start, end, kind } of places) {
    if (start < at) continue;
    out += `${text.slice(at, start)}‹redacted:${kind}›`;
    at = end;
  }
  return (out + text.slice(at)).replace(prefixed, (whole: string, ...groups: unknown[]) => `‹redacted:${prefixNames[groups.findIndex((group) => group !== undefined)] ?? 'token'}›`);
}
