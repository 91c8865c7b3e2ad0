import * as path from 'node:path';
import type { Impact as MeasuredImpact, LostFile, RecoverableFrom } from '../core/impact.ts';
import type { AskMessage } from '../protocol/channel.ts';
import type { TargetView, WayBack } from '../protocol/panel.ts';
import type { Translate } from './askView.ts';
import { hasLossDiff, lossPairs } from './lossDiff.ts';
import { partView } from './partView.ts';
import type { Impact } from './ports.ts';
import { verdictImpact } from './verdictImpact.ts';

/** Rows of the panel's lists; the rest is counted. */
const listed = { objects: 100, files: 200 } as const;

/** The measured loss as the panel shows it; where nothing could be measured, what the verdict says. `now`: milliseconds since 1970. */
export function impactView(ask: AskMessage, measured: MeasuredImpact, translate: Translate, now = Date.now()): Impact {
  const judged = verdictImpact(ask, translate);
  const kept = measured.keepable && (judged.wayBack.kind === 'checkpoint' || judged.wayBack.kind === 'partial');
  const parts = measured.parts.map((part) => partView(part, translate, now));
  const objects = [
    ...measured.unsaved.map((file): TargetView => ({ name: nameIn(ask.workspace, file), status: 'unsaved', note: translate('only in the editor: no checkpoint keeps it') })),
    ...parts.flatMap(({ targets }) => targets),
  ];
  const files = measured.files.map((file) => fileTarget(file, ask.workspace, kept, translate));
  const shown = [...objects.slice(0, listed.objects), ...files.slice(0, listed.files)];
  return {
    loss: measured.complete ? measured.loss : translate('{0} (Measured only in part: it may be more.)', measured.loss),
    targets: shown.length === 0 ? judged.targets : shown,
    moreTargets: objects.length + measured.totals.files - shown.length + parts.reduce((sum, { more }) => sum + more, 0),
    facts: parts.flatMap(({ facts }) => facts),
    uncounted: measured.uncounted,
    ...(measured.runs.length === 0 ? {} : { runs: measured.runs }),
    wayBack: wayBack(judged.wayBack, measured, translate),
    ...(hasLossDiff(ask, measured) ? { diff: () => lossPairs(ask, measured) } : {}),
  };
}

function wayBack(judged: WayBack, measured: MeasuredImpact, translate: Translate): WayBack {
  if (judged.kind === 'checkpoint' && !measured.keepable) return { kind: 'none', text: translate('Too much to keep: no checkpoint can be taken') };
  return judged;
}

function fileTarget({ path: file, bytes, modifiedMs, state, recoverable }: LostFile, workspace: string, kept: boolean, translate: Translate): TargetView {
  return { name: nameIn(workspace, file), status: state === 'clean' ? 'tracked' : state === 'git' ? 'unknown' : state, bytes, modifiedMs, recoverable, note: recoverableWords(recoverable, kept, translate) };
}

function nameIn(workspace: string, file: string): string {
  const inside = path.relative(workspace, file);
  return inside.startsWith('..') || path.isAbsolute(inside) ? file : inside;
}

function recoverableWords(from: RecoverableFrom, kept: boolean, translate: Translate): string {
  switch (from) {
    case 'head':
      return translate('the last commit');
    case 'index':
      return translate('the index of git');
    case 'stash':
      return translate('a stash entry');
    case 'commit':
      return translate('another commit here');
    case 'reflog':
      return translate('the reflog');
    case 'remote':
      return translate('a remote, as last fetched');
    case 'trash':
      return translate('the trash');
    case 'checkpoint':
      return translate('an earlier checkpoint');
    case 'nothing':
      return kept ? translate('only a new checkpoint') : translate('nothing');
    case 'unknown':
      return translate('not looked up yet');
  }
}
