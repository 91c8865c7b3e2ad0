import { ruleText, withRule } from '../../core/incident/ruleText.ts';
import type { IncidentRule } from '../../core/incident/ruleOfIncident.ts';
import { withListEntries } from '../yamlText.ts';
import { policyOfFile, type ExampleTools } from './compilePolicy.ts';
import { readPolicyLayer } from './readPolicyLayer.ts';

export type AddedRule =
  /** `text`: the whole file with the rule in it, read again: its examples hold. */
  | { readonly kind: 'text'; readonly text: string }
  /** The file has the rule already. */
  | { readonly kind: 'there' }
  | { readonly kind: 'wrong'; readonly why: string };

/** Puts the rule of an incident into the text of a policy file, which may be empty. Nothing is written. */
export function addRule(file: string, policy: string, rule: IncidentRule, title: string, tools: ExampleTools): AddedRule {
  const before = policy.trim() === '' ? [] : idsIn(policy, file);
  if (before === undefined) return { kind: 'wrong', why: `${file} cannot be read as it is: mend it first` };
  if (before.includes(rule.id)) return { kind: 'there' };
  const entry = ruleText(rule, title);
  const fits = (text: string): boolean => JSON.stringify(idsIn(text, file)) === JSON.stringify([...before, rule.id]);
  const text = [withRule(policy, entry), withListEntries(policy, 'rules', entry)].find(fits);
  if (text === undefined) return { kind: 'wrong', why: `the rule could not be put into ${file}` };
  const problem = policyOfFile(file, text, tools).problems.find((one) => one.rule === rule.id || one.rule === undefined);
  return problem === undefined ? { kind: 'text', text } : { kind: 'wrong', why: problem.message };
}

/** Undefined where it cannot be read. */
function idsIn(policy: string, file: string): readonly string[] | undefined {
  const read = readPolicyLayer(policy, { source: 'user', loosens: true, file });
  return read.ok ? (read.layer.rules ?? []).map(({ id }) => id) : undefined;
}
