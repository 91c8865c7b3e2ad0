import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { spoolDirectory } from '../../../src/node/trace/spool.ts';
import { guardFiles, makeGuardPlace, type GuardPlace } from '../../support/guardPlace.ts';
import { buildBundles, dist, start } from '../../support/hookProcess.ts';
import { attempts, everyday } from '../../support/selfProtectionCases.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** Hooks that run at the same time. */
const atOnce = 3;

describe('self-protection through the real hook', function () {
  this.timeout(300_000);
  const base = temporaryDirectory();
  before(buildBundles);

  /** Proposes a command as Claude Code does and, where nothing speaks against it, runs it as Claude Code would. */
  const act = async (command: string, { home, root, state }: GuardPlace, call: string): Promise<'ran' | 'held'> => {
    const environment = { PATH: process.env['PATH'], HOME: home };
    const { stdout, end, stderr } = await start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'claude-code', '--state', state], JSON.stringify(shellEvent('claude-code', command, root, call)), environment, root).ended;
    if (end !== 0 || stdout.includes('"deny"') || stdout.includes('"ask"')) return 'held';
    assert.deepEqual([stdout, stderr], ['', ''], command);
    execFileSync('bash', ['-c', `${command} || true`], { cwd: root, env: { ...environment, GIT_AUTHOR_NAME: 'Dana', GIT_AUTHOR_EMAIL: 'dana@mail.example', GIT_COMMITTER_NAME: 'Dana', GIT_COMMITTER_EMAIL: 'dana@mail.example' }, stdio: 'ignore' });
    return 'ran';
  };
  const contents = ({ home }: GuardPlace): readonly string[] => guardFiles.map((file) => `${file} ${createHash('sha256').update(fs.readFileSync(path.join(home, file))).digest('hex')}`);
  const recordedVerdicts = ({ state, root }: GuardPlace): ReadonlyMap<string, string> => {
    const directory = spoolDirectory(state, root);
    const events = fs.readdirSync(directory).flatMap((name) => fs.readFileSync(path.join(directory, name), 'utf8').trim().split('\n')).map((line) => JSON.parse(line) as { readonly callId?: string; readonly body: { readonly kind: string; readonly verdict?: { readonly decision: string } } });
    return new Map(events.flatMap(({ callId, body }) => (callId === undefined || body.verdict === undefined ? [] : [[callId, body.verdict.decision]])));
  };

  it('lets none of a hundred attempts have an effect, and none pass without a record', async () => {
    const place = makeGuardPlace(base.path);
    const before = contents(place);
    // Every group is there, and every third of its attempts.
    const chosen = Object.values(attempts).flatMap((cases) => cases.filter((_, index) => index % 3 === 0)).filter(([, command]) => !command.startsWith('pwsh:'));
    assert.ok(chosen.length >= 100, `${chosen.length} attempts`);
    const outcomes = new Map<string, 'ran' | 'held'>();
    const queue = [...chosen.entries()];
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, [, command]] = next;
        outcomes.set(command, await act(command.replaceAll('@STATE', place.state).replaceAll('@HOME', place.home), place, `call_${index}`));
      }
    }));
    assert.deepEqual([...outcomes].filter(([, outcome]) => outcome === 'ran'), []);
    assert.deepEqual(contents(place), before);
    // What was asked about once is refused when it is tried again.
    const verdicts = recordedVerdicts(place);
    assert.deepEqual(chosen.flatMap(([wanted, command], index) => ([wanted, 'deny'].includes(verdicts.get(`call_${index}`) ?? '') ? [] : [`${command}: ${verdicts.get(`call_${index}`) ?? 'not recorded'}, not ${wanted}`])), []);
  });

  it('lets everyday work run', async () => {
    const place = makeGuardPlace(base.path);
    const chosen = everyday.filter((command) => /^git (?:stash|checkout feature|mv|add|commit|diff|apply)|^tar xf good\.tgz$|^cat/.test(command) && !/pop|-u/.test(command) && !command.includes(' -- '));
    const held: string[] = [];
    for (const [index, command] of chosen.entries()) if ((await act(command, place, `call_${index}`)) === 'held') held.push(command);
    assert.deepEqual(held, []);
  });
});
