import { quoted } from '../policy/proposePolicy.ts';
import type { RuleExample } from '../policy/examples.ts';
import type { EffectMatch } from '../policy/policy.ts';
import { visibleLine } from '../visibleText.ts';
import { readYamlWords } from '../yaml/yamlWords.ts';
import type { IncidentRule } from './ruleOfIncident.ts';

/** The rule as it stands in a policy file: an entry of `rules`, indented by two blanks. `title`: what happened, for a comment. */
export function ruleText({ id, incident, match, decision, reason, alternative, example, neighbour }: IncidentRule, title: string): string {
  return [
    `  # ${incident}: ${visibleLine(title)}`,
    `  - id: ${id}`, `    incident: ${incident}`, `    when: ${whenText(match)}`, `    decision: ${decision}`, `    reason: ${quoted(reason)}`, ...(alternative === undefined ? [] : [`    alternative: ${quoted(alternative)}`]),
    `    match: [${exampleText(example)}]`, `    notMatch: [${exampleText(neighbour)}]`, '',
  ].join('\n');
}

function whenText({ program, kind, rule, blastRadius, path, task, mcpServer, mcpTool }: EffectMatch): string {
  const mcp = [...one('server', mcpServer), ...one('tool', mcpTool)];
  return `{ ${[...one('program', program), ...one('rule', rule), ...one('effect', kind), ...one('radius', blastRadius), ...one('path', path), ...one('task', task), ...(mcp.length === 0 ? [] : [`mcp: { ${mcp.join(', ')} }`])].join(', ')} }`;
}

const one = (name: string, values: readonly string[] | undefined): readonly string[] => (values === undefined ? [] : [`${name}: ${values.length === 1 ? quoted(values[0] ?? '') : `[${values.map(quoted).join(', ')}]`}`]);

/** JSON is YAML in one line. */
function exampleText({ action, dialect, cwd, files }: RuleExample): string {
  switch (action.kind) {
    case 'shell': {
      const shell = dialect === 'powershell' ? 'pwsh' : dialect === 'cmd' ? 'cmd' : undefined;
      if (shell === undefined && cwd === undefined && files === undefined) return quoted(action.command);
      return JSON.stringify({ command: action.command, ...(shell === undefined ? {} : { shell }), ...(cwd === undefined ? {} : { cwd }), ...(files === undefined ? {} : { files }) });
    }
    case 'file':
      return JSON.stringify({ edit: action.change.path });
    case 'mcp':
      return JSON.stringify({ mcp: { ...(action.server === undefined ? {} : { server: action.server }), tool: action.tool, arguments: action.input } });
    case 'sql':
      return JSON.stringify({ sql: action.text, ...(action.connection === undefined ? {} : { connection: action.connection }) });
    case 'task':
      return JSON.stringify({ task: action.label });
    case 'shell-input':
    case 'harmless':
    case 'tool':
      return quoted('');
  }
}

/**
 * A policy with a further rule at the end of its list, everything else as it was. It looks at lines only: whoever writes the
 * result has to read it again, for a list within brackets or behind a text over several lines comes out wrong.
 */
export function withRule(policy: string, rule: string): string {
  if (policy.trim() === '') return `version: 1\nrules:\n${rule}`;
  const whole = policy.endsWith('\n') ? policy : `${policy}\n`;
  const words = readYamlWords(whole).words.filter(({ path: [name] }) => name === 'rules');
  const last = words.at(-1);
  if (last === undefined) return `${whole}\nrules:\n${rule}`;
  const item = words.find(({ path }) => path.length > 1);
  const line = item === undefined ? '' : whole.slice(whole.lastIndexOf('\n', item.start) + 1, item.start);
  const indent = item === undefined ? '  ' : ' '.repeat(line.search(/\S|$/));
  const end = whole.indexOf('\n', last.end) + 1;
  return `${whole.slice(0, end)}${rule.replace(/^ {2}(?=\S| )/gm, indent)}${whole.slice(end)}`;
}
