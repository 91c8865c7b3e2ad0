import type { Action, FileChange } from '../action.ts';
import type { TraceBody } from '../trace/event.ts';

/** A class of OCSF 1.9 with what one event of it was about. `type_uid` is always class × 100 + activity. */
export interface OcsfClass {
  readonly categoryUid: number;
  readonly category: string;
  readonly classUid: number;
  readonly class: string;
  readonly activityId: number;
  readonly activity: string;
}

const system = { categoryUid: 1, category: 'System Activity' } as const;
const findings = { categoryUid: 2, category: 'Findings' } as const;
const application = { categoryUid: 6, category: 'Application Activity' } as const;

const base = (activity: string): OcsfClass => ({ categoryUid: 0, category: 'Uncategorized', classUid: 0, class: 'Base Event', activityId: 99, activity });
const fileActivities: Readonly<Record<FileChange['operation'], readonly [id: number, name: string]>> = { create: [1, 'Create'], read: [2, 'Read'], modify: [3, 'Update'], delete: [4, 'Delete'], move: [5, 'Rename'] };

/** The class of what happened: that of the act it belongs to, where there is one. */
export function ocsfClassOf(body: TraceBody, actions: readonly Action[] | undefined): OcsfClass {
  if (body.kind === 'session') return { ...application, classUid: 6002, class: 'Application Lifecycle', activityId: body.phase === 'start' ? 3 : 4, activity: body.phase === 'start' ? 'Start' : 'Stop' };
  if (body.kind === 'gap' || body.kind === 'incident' || (body.kind === 'guard' && body.change === 'disarmed')) return { ...findings, classUid: 2004, class: 'Detection Finding', activityId: 1, activity: 'Create' };
  const [first] = actions ?? [];
  return actions === undefined ? base(body.kind) : first === undefined ? call : classOfAction(first);
}

const call: OcsfClass = { ...application, classUid: 6003, class: 'API Activity', activityId: 99, activity: 'Tool call' };

function classOfAction(action: Action): OcsfClass {
  switch (action.kind) {
    case 'shell':
    case 'shell-input':
    case 'task':
      return { ...system, classUid: 1007, class: 'Process Activity', activityId: 1, activity: 'Launch' };
    case 'file': {
      const [activityId, activity] = fileActivities[action.change.operation];
      return { ...system, classUid: 1001, class: 'File System Activity', activityId, activity };
    }
    case 'mcp':
    case 'sql':
    case 'harmless':
    case 'tool':
      return call;
  }
}
