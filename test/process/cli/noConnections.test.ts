import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildBundles, dist, start } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** Writes down every address that a process of ours would talk to, and every name that it looks up. */
const watcher = `const fs = require('node:fs'); const note = (what) => fs.appendFileSync(process.env.NOTED, what + '\\n');
const net = require('node:net'); const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...words) { const [first] = Array.isArray(words[0]) ? words[0] : words; note('connect ' + JSON.stringify(first?.path ?? first?.host ?? first)); return connect.apply(this, words); };
const dns = require('node:dns'); for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) { const own = dns[name]; dns[name] = (...words) => { note(name + ' ' + words[0]); return own(...words); }; }
const dgram = require('node:dgram'); dgram.Socket.prototype.send = () => note('datagram'); globalThis.fetch = async (url) => { note('fetch ' + url); throw new Error('no network'); };
note('started');`;

describe('connections', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  before(buildBundles);

  it('are not opened by the hook or the command line, unless somebody configured one', async () => {
    const at = (name: string): string => path.join(place.path, name);
    const [state, shop, home, noted, preload] = [at('state'), at('shop'), at('home'), at('noted'), at('watcher.cjs')] as const;
    for (const folder of [state, shop, home]) fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(preload, watcher);
    const env = { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: home, NOTED: noted };
    const hook = (event: object): ReturnType<typeof start> => start(process.execPath, ['--require', preload, path.join(dist, 'hook.cjs'), '--agent', 'claude-code', '--state', state], JSON.stringify(event), env, shop);
    for (const command of ['git status', 'npm test', 'curl -X DELETE https://api.example.test/v1/x', 'rm -rf drafts', 'terraform apply', 'psql postgres://db.example.test/shop -c "drop table users"']) await hook(shellEvent('claude-code', command, shop)).ended;
    for (const event of [{ hook_event_name: 'UserPromptSubmit', session_id: 's', cwd: shop, prompt: 'hello' }, { hook_event_name: 'SessionEnd', session_id: 's', cwd: shop }]) await hook(event).ended;
    for (const words of [['trace', 'show'], ['trace', 'verify'], ['check', 'git push --force'], ['doctor'], ['policy'], ['freeze', 'list']]) await start(process.execPath, ['--require', preload, path.join(dist, 'tagout.cjs'), ...words], '', env, shop).ended;
    const lines = fs.readFileSync(noted, 'utf8').trim().split('\n');
    assert.equal(lines.filter((line) => line === 'started').length >= 14, true);
    assert.deepEqual(lines.filter((line) => line !== 'started'), []);
  });
});
