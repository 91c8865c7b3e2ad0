import * as vscode from 'vscode';
import type { Progress } from '../../node/checkpoint/pace.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { size } from '../../core/impact/words.ts';
import { keepFor } from '../undo/checkpoints.ts';
import type { CheckpointResult } from './ports.ts';

/** Keeps what an approved act would destroy. Most take no time; where it takes longer the person sees how far it is, and may cancel it: then nothing is approved. `patientMs`: how long it shows nothing. */
export async function keepWithProgress(state: string, ask: AskMessage, patientMs = 700): Promise<CheckpointResult> {
  const cancelled = new AbortController();
  let tell: ((done: Progress) => void) | undefined;
  const kept = keepFor(state, ask, { signal: cancelled.signal, onProgress: (done) => tell?.(done) });
  const slow = await Promise.race([kept.then(() => false), new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patientMs))]);
  if (!slow) return kept;
  const shown = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Keeping what would be lost…'), cancellable: true };
  return vscode.window.withProgress(shown, (progress, token) => {
    token.onCancellationRequested(() => cancelled.abort());
    tell = ({ files, bytes }) => progress.report({ message: vscode.l10n.t('{0} files ({1})', String(files), size(bytes)) });
    return kept;
  });
}
