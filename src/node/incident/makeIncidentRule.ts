import type { Incident } from '../../core/incident/incident.ts';
import { ruleOfIncident, type IncidentRule } from '../../core/incident/ruleOfIncident.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { World } from '../../core/world.ts';
import { readSmallFile } from '../durableFile.ts';
import { addRule } from '../policy/addRule.ts';
import type { ExampleTools } from '../policy/compilePolicy.ts';
import { sceneFiles } from './sceneFiles.ts';

const limitBytes = 1024 * 1024;

export interface IncidentRulePlace {
  /** The policy file that gets the rule; it need not exist. */
  readonly file: string;
  /** In force now. */
  readonly policy: Policy;
  readonly tools: ExampleTools;
  /** The workspace as it is now. */
  readonly world: World;
}

export type MadeRule =
  /** `before` is absent where there is no file yet. */
  | { readonly kind: 'text'; readonly rule: IncidentRule; readonly before?: string; readonly text: string }
  | { readonly kind: 'there' }
  | { readonly kind: 'none'; readonly why: string };

/** The rule that an incident teaches, as the text of a policy file. Nothing is written: a person saves it or not. */
export function makeIncidentRule(incident: Incident, { file, policy, tools, world }: IncidentRulePlace): MadeRule {
  const [action] = incident.act.edited ?? incident.act.actions;
  const made = ruleOfIncident(incident, { ...tools, policy, files: action === undefined ? {} : sceneFiles(action, world, { ...tools, policy }) });
  if (made.kind === 'none') return made;
  const read = readSmallFile(file, limitBytes);
  if (read.kind === 'unreadable') return { kind: 'none', why: `${file} cannot be read: ${read.why}` };
  const before = read.kind === 'text' ? read.text : undefined;
  const added = addRule(file, before ?? '', made.rule, incident.act.title, tools);
  switch (added.kind) {
    case 'there':
      return added;
    case 'wrong':
      return { kind: 'none', why: added.why };
    case 'text':
      return { kind: 'text', rule: made.rule, text: added.text, ...(before === undefined ? {} : { before }) };
  }
}
