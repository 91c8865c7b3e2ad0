/** Where the launcher lies and how it is started there. */
export interface OpencodePluginOptions {
  /** Absolute path of the launcher (`<state>/bin/tagout-hook`, `.cmd` on Windows); it knows its state directory. */
  readonly launcher: string;
  readonly windows: boolean;
}

/**
 * The text of the plugin that set-up writes into opencode's plugin directory: one module with one exported plugin, which
 * starts the launcher for every tool call and throws where it refuses (a throw is opencode's way to block a tool).
 * The event it sends is described in opencode.ts. Facts: opencode 1.18.34 as driven; a plugin that fails while it is loaded is
 * skipped without a word, hence the single import, no work at load, and everything else inside `try`.
 * INVARIANT: `tool.execute.before` returns only after exit status 0 with nothing, or other arguments for the tool, on stdout.
 */
export function opencodePlugin({ launcher, windows }: OpencodePluginOptions): string {
  const quoted = `"${launcher.replaceAll('%', '%%')}" --agent opencode`;
  const start = windows
    ? `spawn('cmd.exe', ['/d', '/s', '/c', ${JSON.stringify(`"${quoted}"`)}], { windowsVerbatimArguments: true, windowsHide: true })`
    : `spawn('/bin/sh', [${JSON.stringify(launcher)}, '--agent', 'opencode'])`;
  return template.replace('__START__', () => start);
}

/** Named apart, because the line below is the plugin's import, not this module's. */
const startsProcesses = 'node:child_process';

const template = `// Tagout: asks before a tool runs. Written by set-up; do not edit. Remove it with Tagout's own command.
import { spawn } from '${startsProcesses}';

const limit = 16384;
const answerLimit = 1048576;
const observerMs = 30000;
const sessions = new Map();

/** What was seen of one session, the newest 50 sessions at most. */
function sessionOf(id) {
  const key = String(id);
  let session = sessions.get(key);
  if (session === undefined) {
    session = { parts: new Map(), prompts: new Set(), answered: false };
    sessions.set(key, session);
    if (sessions.size > 50) sessions.delete(sessions.keys().next().value);
  }
  return session;
}

// Not in the middle of a word: half a secret would not be known for one.
const clip = (text) => (text.length > limit ? text.slice(0, limit).replace(/\\S{0,4000}$/, '') : text);

function reasoningOf(session) {
  const texts = (type) => clip([...session.parts.values()].filter((part) => part.type === type).map((part) => part.text).filter(Boolean).join('\\n\\n')) || undefined;
  const thinking = texts('reasoning');
  const text = texts('text');
  return thinking === undefined && text === undefined ? undefined : { thinking, text };
}

/** The launcher's answer to one event: { code, stdout, stderr }. */
async function ask(event, limitMs) {
  const text = JSON.stringify(event);
  return new Promise((resolve, reject) => {
    const child = __START__;
    let stdout = '';
    let stderr = '';
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill(), limitMs);
    child.stdout.setEncoding('utf8').on('data', (chunk) => { stdout = (stdout + chunk).slice(0, answerLimit); });
    child.stderr.setEncoding('utf8').on('data', (chunk) => { stderr = clip(stderr + chunk); });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => { clearTimeout(timer); reject(error); });
    child.on('close', (code) => { clearTimeout(timer); resolve({ code, stdout, stderr }); });
    child.stdin.end(text);
  });
}

function reasonIn({ stdout, stderr, code }) {
  try {
    const { reason } = JSON.parse(stdout);
    if (typeof reason === 'string' && reason !== '') return reason;
  } catch {
    // Not our own JSON: the launcher's line on stderr says why.
  }
  return stderr.trim() || 'Tagout refused this call: the hook ended with status ' + code + ' and gave no reason.';
}

/** What the tool is to be called with instead, where that is the answer. */
function rewrittenArgs(stdout) {
  try {
    const { decision, args } = JSON.parse(stdout);
    return decision === 'rewrite' && typeof args === 'object' && args !== null ? args : undefined;
  } catch {
    return undefined;
  }
}

/** Recording only: its failure never stops the agent. */
async function observe(event) {
  try {
    await ask(event, observerMs);
  } catch {
    // Nothing is decided here; the next tool call meets the same failure and is refused.
  }
}

/** Keeps what the model thought and said since the last tool result. */
function keepPart(part) {
  if ((part.type !== 'reasoning' && part.type !== 'text') || typeof part.text !== 'string') return;
  const session = sessionOf(part.sessionID);
  if (session.prompts.has(part.messageID)) return;
  if (session.answered && !session.parts.has(part.id)) {
    session.parts.clear();
    session.answered = false;
  }
  if (session.parts.size < 200 || session.parts.has(part.id)) session.parts.set(part.id, { type: part.type, text: clip(part.text) });
}

function keepPrompt(input, output) {
  const session = sessionOf(input.sessionID);
  const model = input.model ?? output.message?.model;
  session.parts.clear();
  session.prompts.add(output.message?.id);
  if (session.prompts.size > 100) session.prompts.delete(session.prompts.values().next().value);
  session.prompt = clip((output.parts ?? []).map((part) => (typeof part.text === 'string' ? part.text : '')).filter(Boolean).join('\\n'));
  session.model = model === undefined ? session.model : [model.providerID, model.modelID].filter(Boolean).join('/');
  session.agent = output.message?.agent ?? session.agent;
}

export const Tagout = async (context) => {
  const plugin = { directory: context?.directory, worktree: context?.worktree };
  const seen = (id) => {
    const session = sessionOf(id);
    return { plugin, reasoning: reasoningOf(session), prompt: session.prompt, model: session.model, agent: session.agent, parent: session.parent };
  };
  return {
    'tool.execute.before': async (input, output) => {
      let answer;
      try {
        const { tool, sessionID, callID } = input;
        answer = await ask({ hook: 'tool.execute.before', input: { tool, sessionID, callID }, output: { args: output.args }, ...seen(sessionID) });
      } catch (error) {
        throw new Error('Tagout refused this call because its hook could not be started: ' + String(error?.message ?? error));
      }
      if (answer.code === 0 && answer.stdout.trim() === '') return;
      const args = answer.code === 0 ? rewrittenArgs(answer.stdout) : undefined;
      if (args === undefined) throw new Error(reasonIn(answer));
      for (const [name, value] of Object.entries(args)) output.args[name] = value;
    },
    'tool.execute.after': async (input, output) => {
      try {
        sessionOf(input.sessionID).answered = true;
        const { tool, sessionID, callID, args } = input;
        const { title, metadata, content } = output;
        const text = typeof output.output === 'string' ? clip(output.output) : undefined;
        await observe({ hook: 'tool.execute.after', input: { tool, sessionID, callID, args }, output: { title, metadata: { exit: metadata?.exit }, content, output: text }, ...seen(sessionID) });
      } catch {
        // Recording only.
      }
    },
    'chat.message': async (input, output) => {
      try {
        keepPrompt(input, output);
        await observe({ hook: 'chat.message', input: { sessionID: input.sessionID }, output: { parts: [{ type: 'text', text: sessionOf(input.sessionID).prompt }] }, plugin });
      } catch {
        // Recording only.
      }
    },
    event: async (input) => {
      try {
        const { type, properties } = input.event;
        if (type === 'message.part.updated') keepPart(properties.part);
        if (type === 'session.created') sessionOf(properties.info?.id ?? properties.sessionID).parent = properties.info?.parentID;
        if (type === 'session.created' || type === 'session.idle' || type === 'session.deleted') {
          const id = properties.sessionID ?? properties.info?.id;
          await observe({ hook: 'event', event: { type, properties: { sessionID: id } }, ...seen(id) });
        }
        if (type === 'session.deleted') sessions.delete(String(properties.info?.id ?? properties.sessionID));
      } catch {
        // Recording only.
      }
    },
  };
};
`;
