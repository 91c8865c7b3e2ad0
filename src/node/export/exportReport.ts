import * as path from 'node:path';
import { count, size } from '../../core/impact/words.ts';
import { namesIn, type Disk } from '../disk.ts';
import { spooledRequests } from './exportSpool.ts';
import { readStatus, type ExportStatus } from './exportState.ts';

/** One destination of a workspace's trace, as a person is told of it. */
export interface ExportReport extends ExportStatus {
  readonly waiting: number;
  readonly waitingBytes: number;
}

/** Every destination that this workspace's trace was ever sent to. Throws where the disk fails. */
export function exportReports(disk: Disk, workspaceState: string): readonly ExportReport[] {
  const directory = path.join(workspaceState, 'export');
  return namesIn(disk, directory).flatMap((name) => {
    const status = readStatus(disk, path.join(directory, name));
    const waiting = spooledRequests(disk, path.join(directory, name, 'spool'));
    return status === undefined ? [] : [{ ...status, waiting: waiting.length, waitingBytes: waiting.reduce((sum, { bytes }) => sum + bytes, 0) }];
  });
}

/** The same in words, one line a destination, and what is wrong below it. */
export function exportText(reports: readonly ExportReport[]): string {
  return reports.map(({ endpoint, from, content, sentLogs, sentSpans, droppedLogs, droppedSpans, rejected, lastSentAt, trouble, troubleSince, waiting, waitingBytes }) => {
    const lost = [...(droppedLogs + droppedSpans === 0 ? [] : [`${count(droppedLogs, 'record')} and ${count(droppedSpans, 'span')} dropped and never sent`]), ...(rejected === 0 ? [] : [`${rejected} were rejected by the receiver`])];
    const lines = [
      `Export to ${endpoint} (by ${from}, content: ${content}): ${count(sentLogs, 'record')} and ${count(sentSpans, 'span')} sent, ${lastSentAt === undefined ? 'none yet' : `last ${lastSentAt.slice(0, 19).replace('T', ' ')} UTC`}; ${waiting === 0 ? 'nothing waits' : `waiting: ${count(waiting, 'request')} (${size(waitingBytes)})`}`,
      ...lost.map((words) => `   !  ${words}`),
      ...(trouble === undefined ? [] : [`   !  since ${(troubleSince ?? '').slice(0, 19).replace('T', ' ')} UTC: ${trouble}`]),
    ];
    return `${lines.join('\n')}\n`;
  }).join('');
}
