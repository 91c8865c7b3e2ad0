import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TraceBody } from '../../src/core/trace/event.ts';
import { spoolDirectory } from '../../src/node/trace/traceStore.ts';

const eventsOfAct = 5;
const actsOfSession = 40;
/** No running process has this number. */
const endedProcess = 4_194_304 + 7;
const agents = ['claude-code', 'codex', 'gemini-cli', 'vscode'] as const;
const commands = ['npm test', 'git push origin feature', 'rm -rf dist', 'psql -c "DELETE FROM orders WHERE id = 4"', 'terraform plan -out plan', 'git status --short', 'kubectl get pods -n shop', 'sed -i s/a/b/ src/index.ts'] as const;

function actBodies(number: number, root: string): readonly TraceBody[] {
  const command = `${commands[number % commands.length] ?? ''} # ${number}`;
  const file = `${root}/src/module${number % 5000}/file${number % 17}.ts`;
  const denied = number % 97 === 0;
  const rule = denied ? 'git.force-push' : 'files.write';
  return [
    { kind: 'proposal', tool: 'Bash', input: { command }, actions: [{ kind: 'shell', command, dialect: 'posix' }], statedIntent: 'Goes on with the task', reasoning: { source: 'transcript', verified: false, thinking: `Step ${number}: the change in module${number % 5000} needs a look at what depends on it before the next edit.`, prompt: `Make page ${Math.floor(number / actsOfSession)} faster` } },
    { kind: 'verdict', policyRevision: 'default-1', freezes: [], verdict: { decision: denied ? 'deny' : 'allow', reversibility: 'reversible', blastRadius: denied ? 'shared' : 'workspace', uninspectable: false, frozen: false, findings: [{ decision: denied ? 'deny' : 'allow', rule, source: 'default', reason: 'writes a file of the workspace', span: { start: 0, end: 4 }, effect: { kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', span: { start: 0, end: 4 }, uninspectable: false, rule, reason: 'writes', target: { kind: 'path', path: file, recursive: false } } }] } },
    { kind: 'decision', decision: denied ? 'deny' : 'allow', by: 'policy', reason: denied ? 'refused by the rules' : 'allowed by the rules' },
    denied ? { kind: 'retry', refusals: 1, frozen: false, evasion: false } : { kind: 'outcome', ok: true, exitCode: 0, output: `done ${number}`, durationMs: 12 },
    { kind: 'said', text: number === 777 ? 'the needle lies here' : `Step ${number} is done.` },
  ];
}

/** Writes so many events of made-up sessions, one act a second, the last one just now, as a hook that has ended left them. */
export function writeSpools(trace: string, root: string, events: number): void {
  fs.mkdirSync(spoolDirectory(trace), { recursive: true });
  const acts = Math.ceil(events / eventsOfAct);
  const perSpool = 20_000;
  const began = Date.now() - acts * 1000;
  for (let from = 0, spool = 0; from < acts; from += perSpool, spool += 1) {
    const lines: string[] = [];
    for (let number = from; number < Math.min(acts, from + perSpool); number++) {
      const at = new Date(began + number * 1000).toISOString();
      const agent = agents[Math.floor(number / actsOfSession) % agents.length];
      actBodies(number, root).forEach((body, index) => {
        const own = body.kind === 'said' ? {} : { proposal: `p-${number}`, callId: `call-${number}` };
        lines.push(JSON.stringify({ v: 2, id: `${number}-${index}`, at, ticks: number * 1000, workspace: root, agent, actor: { agent, model: 'large' }, session: `session-${Math.floor(number / actsOfSession)}`, ...own, body }));
      });
    }
    fs.writeFileSync(path.join(spoolDirectory(trace), `${String(spool).padStart(6, '0')}-${endedProcess}.jsonl`), `${lines.join('\n')}\n`);
  }
}
