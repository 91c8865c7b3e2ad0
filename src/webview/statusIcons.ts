import type { ActionStatus } from '../core/trace/traceTree.ts';

/** Codicon of what became of an act. */
export const statusIcons: Readonly<Record<ActionStatus, string>> = { allowed: 'pass', approved: 'verified-filled', denied: 'circle-slash', waiting: 'bell-dot', undecided: 'question', gap: 'warning' };
