import * as vscode from 'vscode';
import { captureLevels } from '../../core/trace/capture/level.ts';
import { setMachineCapture } from '../../node/trace/captureLevel.ts';
import { settings } from '../ids.ts';
import type { Log } from '../log.ts';

/** Hands the person's setting of what is recorded on to whoever writes the trace, now and at each change. What is no level counts as all. */
export function watchCaptureSetting(state: string, log: Log): vscode.Disposable {
  const hand = (): void => {
    const set = vscode.workspace.getConfiguration().get<string>(settings.traceCapture);
    try {
      setMachineCapture(state, captureLevels.find((level) => level === set) ?? 'full');
    } catch (error) {
      log.error('what the trace holds', error);
    }
  };
  hand();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(settings.traceCapture)) hand();
  });
}
