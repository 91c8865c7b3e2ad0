import { count } from '../impact/words.ts';
import type { TraceEvent } from './event.ts';
import { clockText, erasedText, gapText, incidentText, retiredText } from './recordText.ts';
import { freezeText, grantText, guardText, pauseText, policyText, pruneText, secondPersonText, trustText } from './steps.ts';
import type { NoteNode } from './traceTree.ts';

/** The line that an event makes where it belongs to no act; undefined for what is only ever part of one. */
export function noteOf({ at, body }: TraceEvent): NoteNode | undefined {
  switch (body.kind) {
    case 'freeze':
      return { at, kind: 'freeze', text: freezeText(body) };
    case 'trust':
      return { at, kind: 'trust', text: trustText(body) };
    case 'policy':
      return { at, kind: 'policy', text: policyText(body) };
    case 'grant':
      return { at, kind: 'grant', text: grantText(body) };
    case 'pause':
      return { at, kind: 'pause', text: pauseText(body) };
    case 'second-person':
      return { at, kind: 'second-person', text: secondPersonText(body) };
    case 'gap':
      return { at, kind: 'gap', text: gapText(body) };
    case 'incident':
      return { at, kind: 'incident', text: incidentText(body) };
    case 'erased':
      return { at, kind: 'erased', text: erasedText(body) };
    case 'retired':
      return { at, kind: 'retired', text: retiredText(body) };
    case 'clock':
      return { at, kind: 'clock', text: clockText(body) };
    case 'guard':
      return { at, kind: 'guard', text: guardText(body) };
    case 'failure':
      return { at, kind: 'failure', text: `${body.stage}: ${body.message}` };
    case 'prune':
      return { at, kind: 'prune', text: pruneText(body) };
    case 'restore':
      return { at, kind: 'restore', text: `${body.by} restored ${count(body.files, 'file or folder', 'files and folders')} from checkpoint ${body.checkpoint}` };
    case 'session':
    case 'prompt':
    case 'proposal':
    case 'verdict':
    case 'ask':
    case 'answer':
    case 'edit':
    case 'decision':
    case 'checkpoint':
    case 'run':
    case 'outcome':
    case 'said':
    case 'retry':
    case 'bound':
    case 'observed':
    case 'review':
      return undefined;
  }
}
