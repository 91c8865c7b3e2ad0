import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { redactText, redactValue } from '../../../../src/core/trace/redact.ts';
import { redactEvent } from '../../../../src/core/trace/redactEvent.ts';
import { mayHoldSecret } from '../../../../src/core/trace/secretSigns.ts';
import { longestText } from '../../../../src/core/trace/storedLimits.ts';

/** Made at run time, so that no scanner takes this file for a leak. */
const letters = (count: number): string => 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(8).slice(0, count);
const capitals = (count: number): string => letters(count).toUpperCase();
const t = (title: string, before: string, after: string): void => {
  it(title, () => assert.deepEqual([redactText(before), redactText(redactText(before)), before === after || mayHoldSecret(before)], [after, after, true]));
};

describe('redact: shapes', () => {
  t('aws', `aws configure set x AKIA${capitals(16)} now`, 'aws configure set x ‹redacted:aws-key› now');
  t('google', `AIza${letters(35)}`, '‹redacted:google-key›');
  t('github', `git push https://ghp_${letters(36)}@github.com/o/r`, 'git push https://‹redacted:github-token›@github.com/o/r');
  t('github fine-grained', `github_pat_${letters(60)}`, '‹redacted:github-token›');
  t('gitlab', `glpat-${letters(20)}`, '‹redacted:gitlab-token›');
  t('npm', `npm_${letters(36)}`, '‹redacted:npm-token›');
  t('slack', `xoxb-${letters(30)}`, '‹redacted:slack-token›');
  t('slack, the shortest', `xoxb-${letters(10)}`, '‹redacted:slack-token›');
  t('stripe', `sk_live_${letters(24)}`, '‹redacted:stripe-key›');
  t('openai', `sk-proj-${letters(40)}`, '‹redacted:openai-key›');
  t('anthropic', `sk-ant-api03-${letters(40)}`, '‹redacted:anthropic-key›');
  t('huggingface', `hf_${letters(34)}`, '‹redacted:service-token›');
  t('jwt', `x eyJ${letters(20)}.eyJ${letters(20)}.${letters(30)} y`, 'x ‹redacted:jwt› y');
  t('private key', 'a\n-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\nb', 'a\n‹redacted:private-key›\nb');
  t('private key that never ends', '-----BEGIN RSA PRIVATE KEY-----\nabc', '‹redacted:private-key›');
});

describe('redact: signs', () => {
  /** One of each alternative of each shape. */
  const secrets = [
    ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((begins) => begins + capitals(16)), `AIza${letters(35)}`, `ya29.${letters(20)}`, `GOCSPX-${letters(20)}`, `abc7Q~${letters(32)}`,
    ...'pousr'.split('').map((kind) => `gh${kind}_${letters(36)}`), `gldt-${letters(20)}`, `glsoat-${letters(20)}`, `xapp-${letters(20)}`, `https://hooks.slack.com/services/${letters(20)}`,
    ...['rk_live_', 'sk_test_', 'whsec_'].map((begins) => begins + letters(24)), `AGE-SECRET-KEY-1${letters(20)}`,
    ...['hf_', 'pypi-', 'dop_v1_', 'doo_v1_', 'dor_v1_', 'hvs.', 'hvb.', 'shpat_', 'dp.st.', 'dapi', 'lin_api_', 'nfp_', 'fm1_', 'fm2_', 'FlyV1 ', 'sbp_', 'pscale_tkn_', 'ATATT3', 'PMAK-', 'NRAK-', 'glc_', 'glsa_', 'rubygems_', 'sntrys_', 'SG.'].map((begins) => begins + letters(40)),
    `SK${'0a1b2c3d'.repeat(4)}`, `123456789:${letters(35)}`, `https://discordapp.com/api/webhooks/${letters(20)}`,
  ];
  for (const secret of secrets) {
    it(`are seen in whatever is changed: ${secret.slice(0, 12)}`, () => assert.deepEqual([redactText(secret) === secret, mayHoldSecret(secret), mayHoldSecret(`say\n${secret}\nnow`)], [false, true, true]));
  }

  it('leave an everyday event as it is', () => {
    const event: TraceEvent = { v: 1, id: '1', at: '2026-01-01T00:00:00.000Z', workspace: '/w', callId: 'call_1', body: { kind: 'proposal', tool: 'Bash', input: { command: 'git status --short' }, actions: [], reasoning: { source: 'none' } } };
    assert.equal(redactEvent(event), event);
  });
});

describe('redact: named', () => {
  t('environment before a command', 'PGPASSWORD=hunter2 psql -h db', 'PGPASSWORD=‹redacted:password› psql -h db');
  t('export', 'export STRIPE_SECRET="a b c"; ls', 'export STRIPE_SECRET=‹redacted:secret›; ls');
  t('any _KEY in capitals', 'ENCRYPTION_KEY=abc\nX=1', 'ENCRYPTION_KEY=‹redacted:key›\nX=1');
  t('aws secret', 'aws_secret_access_key = wJalr/K7', 'aws_secret_access_key = ‹redacted:key›');
  t('json', '{"apiKey": "abc", "a": 1}', '{"apiKey": ‹redacted:key›, "a": 1}');
  t('json in a string', '-d "{\\"password\\":\\"abc\\",\\"a\\":1}"', '-d "{\\"password\\":‹redacted:password›,\\"a\\":1}"');
  t('yaml', 'password: hunter2', 'password: ‹redacted:password›');
  t('npmrc', '//registry/:_authToken=abc', '//registry/:_authToken=‹redacted:token›');
  t('connection string', 'Server=db;Uid=sa;Pwd=abc;Timeout=3', 'Server=db;Uid=sa;Pwd=‹redacted:password›;Timeout=3');
  t('storage account', 'AccountName=a;AccountKey=abc==;X=y', 'AccountName=a;AccountKey=‹redacted:key›;X=y');
  t('option with a space', 'login --password hunter2 --user me', 'login --password ‹redacted:password› --user me');
  t('option with an equals sign', 'login --api-key=abc', 'login --api-key=‹redacted:key›');
  t('option of vercel', 'vercel --token abc --prod', 'vercel --token ‹redacted:token› --prod');
  t('header', 'curl -H "Authorization: Bearer abc.def" https://x', 'curl -H "Authorization: ‹redacted:auth›" https://x');
  t('api key header', "curl -H 'X-Api-Key: abc' https://x", "curl -H 'X-Api-Key: ‹redacted:key›' https://x");
  t('url', 'psql postgres://app:p%40ss@db.prod:5432/shop', 'psql postgres://app:‹redacted:password›@db.prod:5432/shop');
  t('url without a user', 'redis://:hunter2@cache:6379', 'redis://:‹redacted:password›@cache:6379');
  t('curl -u', 'curl -u me:hunter2 https://x', 'curl -u me:‹redacted:password› https://x');
  t('curl --user', 'curl --user me:hunter2 https://x', 'curl --user me:‹redacted:password› https://x');
  t('redis-cli -a', 'redis-cli -a hunter2 ping', 'redis-cli -a ‹redacted:password› ping');
  t('data source name', 'APP_DSN=abc', 'APP_DSN=‹redacted:secret›');
  t('mysql -p', 'mysql -uroot -phunter2 shop', 'mysql -uroot -p‹redacted:password› shop');
});

describe('redact: everyday text stays', () => {
  for (const text of [
    'git push origin main', 'rm -rf dist', 'psql "$DATABASE_URL"', 'export TOKEN=$GH_TOKEN', 'token: string', 'primary_key=True', 'PWD=/home/dana ls', 'docker run -u 1000:1000 x',
    'git clone https://github.com/o/r', 'const key = "a"', 'max_tokens: 400', 'curl http://localhost:3000/@scope', 'mysql -p shop', 'tokens = 4', 'fix: password field', 'npm_config_registry', 'password: process.env.PW',
    'ssh://git@host:22/x', 'basic authentication', 'cat secret.txt', 'the secret of it', '${{ secrets.TOKEN }}', 'token=${TOKEN}',
  ]) t(text, text, text);
});

describe('redact: events', () => {
  const event = (input: unknown): TraceEvent => ({ v: 1, id: '1', at: '2026-01-01T00:00:00.000Z', workspace: '/w', session: 'sk-not-touched-0123456789', body: { kind: 'proposal', tool: 'Bash', input, actions: [], reasoning: { source: 'none' } } });

  it('reaches nested values and keeps everything else', () => {
    assert.deepEqual(
      redactEvent(event({ env: { API_TOKEN: 'abc', PATH: '/bin', N: 1 }, list: [{ password: 'x' }, 'PGPASSWORD=y ls'], headers: { Authorization: 'Bearer q' }, none: null, yes: true })),
      event({ env: { API_TOKEN: '‹redacted:token›', PATH: '/bin', N: 1 }, list: [{ password: '‹redacted:password›' }, 'PGPASSWORD=‹redacted:password› ls'], headers: { Authorization: '‹redacted:auth›' }, none: null, yes: true }),
    );
  });

  it('reaches the call id, which is text of the agent too', () => {
    assert.equal(redactEvent({ ...event({}), callId: 'PGPASSWORD=x' }).callId, 'PGPASSWORD=‹redacted:password›');
  });

  it('cuts a long text and says how long it was', () => {
    const cut = redactValue('x'.repeat(400_000) + 'end');
    assert.deepEqual([cut.length, /‹cut: 400003 characters in all›/.test(cut), cut.endsWith('end'), redactValue(cut) === cut], [longestText, true, true, true]);
  });

  it('never cuts through a secret: redaction comes first', () => {
    assert.doesNotMatch(redactValue(`${'x '.repeat(longestText / 2 - 400)}AKIA${capitals(16)} ${'y'.repeat(5000)}`), /AKIA/);
  });

  it('bounds the whole event, its depth and its width', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 100; level++) deep = { deep };
    const stored = JSON.stringify(redactValue({ many: Array.from({ length: 2000 }, () => 'z'.repeat(10_000)), deep, __proto__: { a: 1 } }));
    assert.deepEqual([stored.length < 1_200_000, /2000 entries in all/.test(stored), /nested too deep/.test(stored)], [true, true, true]);
  });

  it('keeps a member that is named like the prototype', () => {
    assert.equal(JSON.stringify(redactValue<unknown>(JSON.parse('{"__proto__":{"a":"b"}}'))), '{"__proto__":{"a":"b"}}');
  });
});

describe('redact: cost', () => {
  const hostile: Readonly<Record<string, string>> = {
    letters: 'a', jwt: 'eyJ', 'jwt with dashes': '-eyJ', url: '://a:', at: '://', password: 'password=', quoted: 'password="', option: '--password ', begin: '-----BEGIN PRIVATE KEY-----', bearer: 'bearer ', dash: '-', user: ' -u a:', mysql: 'mysql -', spaces: ' ', openai: 'sk-', backslash: '\\"password\\":\\"', under: '_', dots: 'a.b-', digits: '1234567890:',
  };
  for (const [title, piece] of Object.entries(hostile)) {
    it(`grows with the length only: ${title}`, () => {
      // CPU time in microseconds: the clock on the wall also counts what else the machine does.
      const time = (length: number): number => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        let best = Infinity;
        for (let run = 0; run < 5; run++) {
          const start = process.cpuUsage();
          redactText(text);
          const { user, system } = process.cpuUsage(start);
          best = Math.min(best, user + system);
        }
        return best;
      };
      time(1000);
      assert.ok(time(320_000) < 80 * time(20_000) + 50_000, 'sixteen times the text took more than eighty times as long; squared would be 256 times');
    });
  }

  it('is small enough for the hook', () => {
    const source = readFileSync(new URL('../../../../src/core/trace/redact.ts', import.meta.url), 'utf8');
    const { code } = transformSync(source, { loader: 'ts', minify: true, target: 'node20' });
    assert.ok(Buffer.byteLength(code) <= 4864, `${Buffer.byteLength(code)} bytes`);
  });
});
