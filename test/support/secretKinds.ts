import { createHash } from 'node:crypto';

let made = 0;
/** Other characters each time, so that none is part of another; made at run time, so that no scanner takes this file for a leak. */
function letters(count: number): string {
  let text = '';
  while (text.length < count) text += createHash('sha512').update(`secret ${made++}`).digest('base64').replace(/[^A-Za-z0-9]/g, '');
  return `a1B${text}`.slice(0, count);
}
const capitals = (count: number): string => letters(count).toUpperCase();
const hex = (count: number): string => createHash('sha512').update(`secret ${made++}`).digest('hex').slice(0, count);
const digits = (count: number): string => '1029384756'.repeat(3).slice(0, count);
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A secret and what of it must never be found again. */
export interface SecretKind {
  readonly kind: string;
  readonly text: string;
  readonly secret: string;
}

const shaped = (kind: string, text: string): SecretKind => ({ kind, text, secret: text.slice(-12) });
function named(kind: string, before: string, after = ''): SecretKind {
  const secret = letters(20);
  return { kind, text: `${before}${secret}${after}`, secret };
}
/** Of a key in lines the last one must be gone too. */
function block(kind: string, name: string): SecretKind {
  const lines = Array.from({ length: 6 }, () => letters(64));
  return { kind, text: `-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----`, secret: lines.at(-1) ?? '' };
}

/** One of each kind of secret that agents meet: tokens that show what they are, and values that only their name gives away. */
export const secretKinds: readonly SecretKind[] = [
  shaped('AWS access key', `AKIA${capitals(16)}`), shaped('AWS temporary key', `ASIA${capitals(16)}`), shaped('Google API key', `AIza${letters(35)}`), shaped('Google OAuth token', `ya29.${letters(60)}`),
  shaped('Google client secret', `GOCSPX-${letters(28)}`), shaped('Azure client secret', `abc7Q~${letters(34)}`), shaped('GitHub personal token', `ghp_${letters(36)}`), shaped('GitHub app token', `ghs_${letters(36)}`),
  shaped('GitHub fine-grained token', `github_pat_${letters(82)}`), shaped('GitLab personal token', `glpat-${letters(20)}`), shaped('GitLab deploy token', `gldt-${letters(20)}`), shaped('npm token', `npm_${letters(36)}`),
  shaped('Slack bot token', `xoxb-${digits(12)}-${digits(12)}-${letters(24)}`), shaped('Slack app token', `xapp-1-A${capitals(10)}-${digits(12)}-${hex(64)}`), shaped('Slack webhook', `https://hooks.slack.com/services/T${capitals(8)}/B${capitals(8)}/${letters(24)}`),
  shaped('Stripe secret key', `sk_live_${letters(24)}`), shaped('Stripe restricted key', `rk_test_${letters(24)}`), shaped('Stripe webhook secret', `whsec_${letters(32)}`), shaped('Anthropic key', `sk-ant-api03-${letters(93)}AA`),
  shaped('OpenAI key', `sk-proj-${letters(48)}`), shaped('Groq key', `gsk_${letters(52)}`), shaped('Hugging Face token', `hf_${letters(34)}`), shaped('PyPI token', `pypi-${letters(60)}`), shaped('DigitalOcean token', `dop_v1_${hex(64)}`),
  shaped('Vault service token', `hvs.${letters(95)}`), shaped('Vault recovery token', `hvr.${letters(95)}`), shaped('Shopify token', `shpat_${hex(32)}`), shaped('Doppler token', `dp.st.dev.${letters(40)}`), shaped('Databricks token', `dapi${hex(32)}`),
  shaped('Linear key', `lin_api_${letters(40)}`), shaped('Netlify token', `nfp_${letters(36)}`), shaped('Fly token', `fm2_${letters(60)}`), shaped('Supabase token', `sbp_${hex(40)}`), shaped('Supabase secret key', `sb_secret_${letters(31)}`),
  shaped('PlanetScale password', `pscale_pw_${letters(40)}`), shaped('Atlassian token', `ATATT3${letters(60)}`), shaped('Bitbucket app password', `ATBB${letters(32)}`), shaped('Postman key', `PMAK-${hex(24)}-${hex(34)}`), shaped('New Relic key', `NRAK-${capitals(27)}`),
  shaped('Grafana cloud token', `glc_${letters(60)}`), shaped('Grafana service account', `glsa_${letters(32)}_${hex(8)}`), shaped('RubyGems key', `rubygems_${hex(48)}`), shaped('Sentry token', `sntrys_${letters(60)}`), shaped('SendGrid key', `SG.${letters(22)}.${letters(43)}`),
  shaped('Twilio key', `SK${hex(32)}`), shaped('Telegram bot token', `${digits(9)}:AA${letters(33)}`), shaped('Discord webhook', `https://discord.com/api/webhooks/${digits(18)}/${letters(40)}`), shaped('Discord bot token', `MT${letters(24)}.${letters(6)}.${letters(30)}`),
  shaped('Figma token', `figd_${letters(43)}`), shaped('Docker Hub token', `dckr_pat_${letters(27)}`), shaped('Tailscale key', `tskey-auth-${letters(12)}-${letters(32)}`), shaped('Cloudflare token', `cfut_${letters(40)}${hex(8)}`), shaped('Vercel token', `vcp_${letters(40)}`),
  shaped('Notion token', `ntn_${digits(11)}${letters(35)}`), shaped('1Password service account', `ops_${Buffer.from(`{"email":"a@b.example","secretKey":"${letters(60)}","signInAddress":"x"}`).toString('base64').replace(/=+$/, '')}`),
  shaped('Square token', `sq0atp-${letters(22)}`), shaped('Mailgun key', `key-${hex(32)}`), shaped('Mailchimp key', `${hex(32)}-us12`), shaped('Heroku key', `HRKU-${letters(60)}`), shaped('Terraform Cloud token', `${letters(14)}.atlasv1.${letters(67)}`),
  shaped('HubSpot token', `pat-na1-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`), shaped('Mapbox token', `sk.eyJ${letters(60)}.${letters(22)}`), shaped('Pulumi token', `pul-${hex(40)}`), shaped('Brevo key', `xkeysib-${hex(64)}-${letters(16)}`),
  shaped('Sourcegraph token', `sgp_${hex(40)}`), shaped('Perplexity key', `pplx-${letters(48)}`), shaped('xAI key', `xai-${letters(80)}`), shaped('Replicate token', `r8_${letters(37)}`), shaped('LangSmith key', `lsv2_pt_${hex(32)}_${hex(10)}`),
  shaped('OpenShift token', `sha256~${letters(43)}`), shaped('Sonar token', `squ_${hex(40)}`), shaped('CircleCI token', `CCIPAT_${letters(22)}_${hex(40)}`), shaped('Buildkite token', `bkua_${hex(40)}`), shaped('NuGet key', `oy2${hex(43)}`), shaped('crates.io token', `cio${letters(32)}`),
  shaped('Alibaba key', `LTAI${letters(20)}`), shaped('Tencent key', `AKID${letters(32)}`), shaped('Airtable token', `pat${letters(14)}.${hex(64)}`), shaped('Dynatrace token', `dt0c01.${letters(24).toUpperCase()}.${letters(64).toUpperCase()}`), shaped('Teams webhook', `https://acme.webhook.office.com/webhookb2/${hex(32)}@${hex(32)}/IncomingWebhook/${hex(32)}`),
  shaped('JSON web token', `${base64({ alg: 'HS256' })}.${base64({ sub: letters(20) })}.${letters(43)}`), shaped('age key', `AGE-SECRET-KEY-1${capitals(58)}`),
  block('private key', 'RSA PRIVATE KEY'), block('PGP private key', 'PGP PRIVATE KEY BLOCK'),
  named('AWS secret in the environment', 'AWS_SECRET_ACCESS_KEY='), named('AWS session token', 'export AWS_SESSION_TOKEN='), named('database password', 'PGPASSWORD='), named('database address', 'postgres://app:', '@db.acme.example:5432/shop'),
  named('address with a user alone', 'https://', '@git.acme.example/o/r'), named('GitHub over basic authentication', 'https://', ':x-oauth-basic@github.com/o/r'), named('registry token', '//registry.acme.example/:_authToken='), named('registry password', '_password='),
  named('bearer header', 'Authorization: Bearer x1'), named('API key header', 'X-Api-Key: '), named('cookie', 'Cookie: session='), named('option', '--password '), named('token option', '--token='), named('curl account', 'curl -u me:'), named('MySQL password', 'mysql -uroot -p'),
  named('Redis password', 'redis-cli -a '), named('storage account key', 'AccountName=a;AccountKey=', ';X=y'), named('SQL Server password', 'Server=db;Uid=sa;Pwd=', ';'), named('JSON member', '{"client_secret":"', '"}'), named('YAML value', 'admin_password: '), named('data source name', 'SENTRY_DSN='),
  named('encryption key', 'ENCRYPTION_KEY='), named('framework secret', 'SECRET_KEY_BASE='), named('passphrase', 'GPG_PASSPHRASE="', '"'), named('sshpass', 'sshpass -p '),
];
