import * as path from 'node:path';
import type { FilePages, Impact as MeasuredImpact, LostFile, RecoverableFrom } from '../../core/impact.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { filePageRows, type FileView, type TargetView, type WayBack } from '../../protocol/panel.ts';
import type { Translate } from '../approval/askView.ts';
import { hasLossDiff, lossPairs } from './lossDiff.ts';
import { partView } from './partView.ts';
import type { Impact } from '../approval/ports.ts';
import { verdictImpact } from './verdictImpact.ts';

/** Objects besides files that are listed; the rest is counted. */
const listedObjects = 100;

/**
 * The measured loss as the panel shows it; where nothing could be measured, what the verdict says. `now`: milliseconds since
 * 1970. Without `pages` the files are still being counted.
 */
export function impactView(ask: AskMessage, { pages, ...measured }: MeasuredImpact & { readonly pages?: FilePages }, translate: Translate, now = Date.now()): Impact {
  const judged = verdictImpact(ask, translate);
  const kept = measured.keepable && (judged.wayBack.kind === 'checkpoint' || judged.wayBack.kind === 'partial');
  const parts = measured.parts.map((part) => partView(part, translate, now));
  const objects = [
    ...measured.unsaved.map((file): TargetView => ({ name: nameIn(ask.workspace, file), status: 'unsaved', note: translate('only in the editor: no checkpoint keeps it') })),
    ...parts.flatMap(({ targets }) => targets),
  ];
  const row = (file: LostFile): FileView => fileView(file, ask.workspace, kept, translate);
  const first = measured.files.slice(0, filePageRows).map(row);
  return {
    loss: measured.complete ? measured.loss : translate('{0} (Measured only in part: it may be more.)', measured.loss),
    targets: objects.length + first.length === 0 ? judged.targets : objects.slice(0, listedObjects),
    moreTargets: Math.max(0, objects.length - listedObjects) + parts.reduce((sum, { more }) => sum + more, 0),
    ...(first.length === 0 ? {} : { files: { first, total: measured.totals.files, ...(pages === undefined ? {} : { page: (order, from, count) => pages(order, from, count).map(row) }) } }),
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

function fileView({ path: file, bytes, modifiedMs, state, recoverable }: LostFile, workspace: string, kept: boolean, translate: Translate): FileView {
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
