import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Action } from '../../src/core/action.ts';
import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import type { Impact, ImpactPart } from '../../src/core/impact.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { measureImpact, type ImpactQuestion } from '../../src/node/impact.ts';
import { liveWorld } from '../../src/node/liveWorld.ts';

/** A directory of its own with a repository `work` in it. */
export class ImpactPlace {
  readonly base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-impact-')));
  readonly root = path.join(this.base, 'work');

  constructor() {
    fs.mkdirSync(this.root);
    this.git('init', '-q', '-b', 'main');
  }

  /** Runs git in the work tree as Dana. */
  git(...args: readonly string[]): string {
    return this.gitAs('Dana', ...args);
  }

  gitAs(name: string, ...args: readonly string[]): string {
    const identity = ['-c', `user.name=${name}`, '-c', `user.email=${name.toLowerCase()}@example.test`];
    return execFileSync('git', ['-C', this.root, ...identity, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  }

  write(name: string, text: string): string {
    const file = path.join(this.root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  commit(subject: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', subject);
  }

  /** Judges a command as the hook does, and measures what it would take. */
  measure(command: string, more: Partial<ImpactQuestion> = {}): Promise<Impact> {
    return measureImpact({ ...this.judged(command), ...more });
  }

  judged(command: string): ImpactQuestion {
    const action: Action = { kind: 'shell', command, dialect: 'posix' };
    const { root } = this;
    const world = liveWorld({
      root, cwd: root, home: path.join(this.base, 'home'), env: {}, platform: 'linux', tempDirectory: os.tmpdir(), session: { written: [], denied: [] }, trusted: () => [], protectedPaths: () => [], until: Date.now() + 60_000, now: Date.now,
    });
    const effects = judge(action, { world, policy: defaultPolicy, programs: lookupInCatalogue });
    const verdict = decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, root, now: '2030-01-01T00:00:00.000Z', matchesPath: () => false });
    return { verdict, proposal: { actions: [action] }, cwd: root, rowCounter: ['--import', path.resolve('node_modules/tsx/dist/loader.mjs'), path.resolve('src/node/impact/rowCounter.ts')], limitMs: 20_000, env: { PATH: process.env['PATH'], HOME: path.join(this.base, 'home') } };
  }

  remove(): void {
    fs.rmSync(this.base, { recursive: true, force: true });
  }
}

type PartOf<Kind extends ImpactPart['kind']> = Extract<ImpactPart, { readonly kind: Kind }>;

/** The measured parts of one kind. */
export const partsOf = <Kind extends ImpactPart['kind']>({ parts }: Impact, kind: Kind): readonly PartOf<Kind>[] => parts.filter((part): part is PartOf<Kind> => part.kind === kind);
