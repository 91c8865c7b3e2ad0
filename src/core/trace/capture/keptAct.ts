import type { Action, FileChange } from '../../action.ts';
import type { Effect, Finding, Verdict } from '../../verdict.ts';
import { absentBelow, byKind, each, members, replacedBelow, type KeptParts, type Reduce } from './keptParts.ts';
import { withheld } from './level.ts';

type ActionOf<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>;

/** Arguments of any form: what an agent gave to a tool. */
export const givenInput: Reduce = replacedBelow('full', withheld);

const kept: { readonly [Kind in Action['kind']]: KeptParts<ActionOf<Kind>> } = {
  shell: { kind: 'none', command: 'commands', dialect: 'none', cwd: 'commands', background: 'none' },
  'shell-input': { kind: 'none', text: 'commands', terminal: 'none' },
  file: { kind: 'none', change: members<FileChange>({ operation: 'none', path: 'commands', to: 'commands', before: 'full', after: 'full' }) },
  mcp: { kind: 'none', server: 'none', tool: 'none', input: givenInput },
  sql: { kind: 'none', text: 'commands', connection: 'commands' },
  task: { kind: 'none', label: 'commands', definition: absentBelow('commands'), folder: 'commands' },
  harmless: { kind: 'none', tool: 'none' },
  tool: { kind: 'none', tool: 'none', input: givenInput },
};

/** What an agent proposed, normalised. */
export const keptActions: Reduce = each(byKind(Object.fromEntries(Object.entries(kept).map(([kind, parts]) => [kind, members(parts)]))));

const keptEffect = members<Effect>({
  kind: 'none', reversibility: 'none', blastRadius: 'none', posture: 'none', target: absentBelow('commands'), span: 'none', uninspectable: 'none', rule: 'none', reason: 'commands',
  alternative: 'commands', instead: 'commands', trust: absentBelow('commands'), program: 'none',
});

const keptFinding = members<Finding>({ decision: 'none', rule: 'none', source: 'none', reason: 'commands', span: 'none', effect: keptEffect, alternative: 'commands' });

/** The judgement: which rules spoke and what they decided; what they say names things. */
export const keptVerdict: Reduce = members<Verdict>({ decision: 'none', reversibility: 'none', blastRadius: 'none', uninspectable: 'none', findings: each(keptFinding), frozen: 'none' });
