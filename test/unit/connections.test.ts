import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Every file that can open a connection, and what a person sets before it does. Nothing else of ours may: there is no
 * telemetry, no update check, and no address of ours to send anything to.
 */
const asked: Readonly<Record<string, string>> = {
  'node/redeemTicket.ts': 'the socket of a window on this machine',
  'node/channel/channelServer.ts': 'the socket of this window',
  'node/channel/channelClient.ts': 'the socket of a window on this machine',
  'node/policy/bundle/fetchBundle.ts': '`bundle.yaml` of an administrator names the server',
  'node/secondPerson/githubComments.ts': 'the person asks another one through GitHub',
  'node/freeze/sources/sourcePorts.ts': 'a freeze file names the source',
  'node/export/sendOtlp.ts': 'an export that the person configured',
};
const opens = /\bfetch\(|['"]node:(?:http|https|http2|tls|dgram|dns|net|inspector)(?:\/\w+)?['"]|\bWebSocket\b(?!\|)|\bsendBeacon\b|\bXMLHttpRequest\b|\bEventSource\b|createTelemetryLogger/;

describe('connections', () => {
  const source = path.join(import.meta.dirname, '../../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && statSync(path.join(source, name)).isFile());

  it('are opened only where a person configured one', () => {
    // The core cannot open any: it has neither modules nor globals for that (its own tsconfig), only words for what others open.
    const found = files.map((name) => name.split(path.sep).join('/')).filter((name) => !name.startsWith('core/') && opens.test(readFileSync(path.join(source, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')));
    assert.deepEqual(found.filter((name) => !(name in asked)), []);
    assert.equal(found.length >= 6, true);
  });

  it('are not opened by pages in the editor', () => {
    const page = readFileSync(path.join(source, 'host/webviewPage.ts'), 'utf8');
    assert.match(page, /default-src 'none'/);
    assert.doesNotMatch(page, /connect-src/);
  });
});
