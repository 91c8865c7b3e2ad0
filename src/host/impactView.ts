import * as path from 'node:path';
import type { Impact as MeasuredImpact, LostFile, LostRows } from '../core/impact.ts';
import type { AskMessage } from '../protocol/channel.ts';
import type { TargetView, WayBack } from '../protocol/panel.ts';
import { localTime, type Translate } from './askView.ts';
import { hasLossDiff, lossPairs } from './lossDiff.ts';
import type { Impact } from './ports.ts';
import { verdictImpact } from './verdictImpact.ts';

/** Rows of the panel's list; the rest is counted. */
const listed = 100;

/** The measured loss as the panel shows it; where nothing could be measured, what the verdict says. */
export function impactView(ask: AskMessage, measured: MeasuredImpact, translate: Translate): Impact {
  const judged = verdictImpact(ask, translate);
  const targets = [
    ...measured.databases.map((rows) => rowsTarget(rows, translate)),
    ...measured.deploys.map(({ act, environment, evidence, branch }): TargetView => ({ name: act === 'change' || branch === undefined ? environment : `${branch} → ${environment}`, status: 'environment', note: translate('because {0}', evidence) })),
    ...measured.commits.map(({ commit, subject, author, at }): TargetView => ({ name: `${commit} ${subject}`, status: 'commit', note: `${author}, ${localTime(at)}` })),
    ...measured.stashes.map((name): TargetView => ({ name, status: 'stash' })),
    ...measured.files.map((file) => fileTarget(file, ask.workspace, translate)),
  ];
  const more = measured.totals.files - measured.files.length + measured.moreCommits;
  const shown = targets.length === 0 ? judged.targets : targets.slice(0, listed);
  return {
    loss: measured.complete ? measured.loss : translate('{0} (Measured only in part: it may be more.)', measured.loss),
    targets: shown,
    ...(measured.runs.length === 0 ? {} : { runs: measured.runs }),
    moreTargets: targets.length - Math.min(targets.length, listed) + more,
    wayBack: wayBack(judged.wayBack, measured, translate),
    ...(hasLossDiff(ask, measured) ? { diff: () => lossPairs(ask, measured) } : {}),
  };
}

function wayBack(judged: WayBack, measured: MeasuredImpact, translate: Translate): WayBack {
  if (judged.kind === 'checkpoint' && !measured.keepable) return { kind: 'none', text: translate('Too much to keep: no checkpoint can be taken') };
  return judged;
}

function fileTarget({ path: file, bytes, modifiedMs, state, recoverable }: LostFile, workspace: string, translate: Translate): TargetView {
  const inside = path.relative(workspace, file);
  const name = inside.startsWith('..') || path.isAbsolute(inside) ? file : inside;
  return { name, status: state === 'clean' ? 'tracked' : state, bytes, modifiedMs, recoverable, note: recoverable === 'head' ? translate('the last commit has it') : translate('nowhere else') };
}

function rowsTarget({ connection, table, rows, why }: LostRows, translate: Translate): TargetView {
  const known = rows === 'unknown' ? translate('number of rows unknown') : translate('{0} rows', String(rows));
  const database = connection === '' || connection === 'default' ? translate('database') : connection;
  return { name: table === undefined ? database : `${database} ▸ ${table}`, status: 'database', note: why === undefined ? known : `${known}: ${why}` };
}
