import { equal } from 'node:assert/strict';
import { freezeOver as freezeOverIt } from '../../../src/host/freeze/freezeOver.ts';
import { globMatcher } from '../../../src/node/globs.ts';
import type { Freeze, FreezeState } from '../../../src/core/freeze/freeze.ts';
import { askFixture, effect } from './askFixture.ts';

const freeze = (changes: Partial<Freeze> = {}): FreezeState => ({ kind: 'on', freezes: [{ id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: '1970-01-01T00:00:00Z', ...changes }] });
const freezeOver = (ask: Parameters<typeof freezeOverIt>[0], state: FreezeState, now: number): string | undefined => freezeOverIt(ask, state, now, globMatcher());
const lossy = askFixture();
const local = askFixture({}, [effect({ reversibility: 'recoverable' })], { reversibility: 'recoverable', blastRadius: 'workspace' });
const deploy = askFixture({}, [effect({ kind: 'deploy', reversibility: 'reversible', blastRadius: 'production' })], { reversibility: 'reversible', blastRadius: 'production' });
const unknown = askFixture({}, []);
const routine = effect({ kind: 'git-remote', reversibility: 'reversible', blastRadius: 'shared', posture: 'routine', target: { kind: 'remote', name: 'origin', branch: 'topic' } });
const push = { ...lossy, verdict: { ...lossy.verdict, findings: [...lossy.verdict.findings, { decision: 'allow', rule: 'git.push', source: 'default', reason: '', span: routine.span, effect: routine } as const] } };

const glass = { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', since: '1970-01-01T00:00:00Z', until: '1970-01-01T00:01:00Z', maxActions: 1, used: [] };

describe('freeze over a waiting act', () => {
  const refused = 'code freeze: release (declared by ann, until somebody lifts it)';
  const cases: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['no freeze', freezeOver(lossy, { kind: 'off' }, 0), undefined],
    ['what cannot be undone', freezeOver(lossy, freeze(), 0), refused],
    ['what reaches production', freezeOver(deploy, freeze(), 0), refused],
    ['local work that can be brought back', freezeOver(local, freeze(), 0), undefined],
    ['a verdict that names no effect', freezeOver(unknown, freeze(), 0), refused],
    ['a freeze that asks leaves it waiting', freezeOver(lossy, freeze({ mode: 'ask' }), 0), undefined],
    ['a freeze that has ended', freezeOver(lossy, freeze({ until: '1970-01-01T00:00:01Z' }), 2000), undefined],
    ['while it is broken', freezeOver(lossy, freeze({ glass }), 59_999), undefined],
    ['when the break-glass ends', freezeOver(lossy, freeze({ glass }), 60_000), refused],
    ['when its acts are used up', freezeOver(lossy, freeze({ glass: { ...glass, used: ['p'] } }), 0), refused],
    ['what it lets through is named to the agent', freezeOver(lossy, freeze({ allow: ['package', 'branch-push'] }), 0), 'code freeze: release (declared by ann, until somebody lifts it; it lets through: package, branch-push)'],
    ['paths that it names', freezeOver(lossy, freeze({ scope: { paths: ['drafts/**'] } }), 0), refused],
    ['other paths than it names', freezeOver(lossy, freeze({ scope: { paths: ['infra/**'] } }), 0), undefined],
    ['another agent than it names', freezeOver(lossy, freeze({ scope: { agents: ['claude-code'] } }), 0), undefined],
    ['what the rules let pass beside what waits', freezeOver(push, freeze({ scope: { branches: ['topic'] } }), 0), refused],
    ['unreadable state', freezeOver(lossy, { kind: 'unknown', why: 'damaged' }, 0), 'the state of the code freeze could not be read (damaged), so it counts as frozen'],
  ];
  for (const [title, actual, expected] of cases) it(title, () => equal(actual, expected));
});
