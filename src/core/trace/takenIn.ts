import type { Action, Proposal } from '../action.ts';
import type { InputRecord } from './record.ts';

/** Tools by whose names an agent reads what others put on the web. */
const webTool = /web_?(?:fetch|search|page)|google_web_search|code_?search|github_(?:repo|text_search)|browser_page|^(?:read|screenshot)_page$/i;
/** What of an MCP server or a forge people write into from outside. */
const issueWords = /issue|pull|comment|discussion|review|ticket|thread|message|mail/i;
/** Programs of a line that bring text of others in, at the beginning of a command of it. */
const fetching = /(?:^|[\n;&|(`])[^\S\n]*(?:sudo\s+)?(?:curl|wget|https?|xh|lynx|w3m)\s/;
const forge = /(?:^|[\n;&|(`])[^\S\n]*(?:gh\s+(?:issue|pr|api|search|release|run|gist|repo\s+view)|glab\s+(?:issue|mr|api|snippet)|jira|linear)\s/;
const address = /https?:\/\/[^\s'"`<>|;)]+/;

/** Longest name of a source that is kept, in UTF-16 units. */
const longestName = 300;
const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, longestName);

/**
 * What an act brought into the conversation that others may have written: the web, issues and reviews, results of MCP tools.
 * Read off its tool and its words, so that it is a hint for whoever asks why something happened, never a proof.
 */
export function takenIn({ tool, input, actions, callId }: Pick<Proposal, 'tool' | 'input' | 'actions' | 'callId'>, at: string): readonly InputRecord[] {
  const found = actions.flatMap((action) => sourceOf(action, tool, input) ?? []);
  return found.map(({ source, from }) => ({ source, from: short(from), trust: 'untrusted', ...(callId === undefined ? {} : { callId }), at }));
}

function sourceOf(action: Action, tool: string, input: unknown): Pick<InputRecord, 'source' | 'from'> | undefined {
  switch (action.kind) {
    case 'mcp': {
      const name = [action.server, action.tool].filter((part) => part !== undefined).join('/');
      return { source: issueWords.test(action.tool) ? 'issue' : 'mcp', from: `${name}${detail(action.input)}` };
    }
    case 'harmless':
      return webTool.test(action.tool) ? { source: 'web', from: `${tool}${detail(input)}` } : undefined;
    case 'shell':
      if (forge.test(action.command)) return { source: 'issue', from: action.command };
      return fetching.test(action.command) ? { source: 'web', from: address.exec(action.command)?.[0] ?? action.command } : undefined;
    case 'shell-input':
    case 'file':
    case 'sql':
    case 'task':
    case 'tool':
      return undefined;
  }
}

const detail = (input: unknown): string => {
  if (typeof input !== 'object' || input === null) return '';
  const members = new Map<string, unknown>(Object.entries(input));
  const named = ['url', 'uri', 'urls', 'query', 'prompt', 'path'].map((name) => members.get(name)).find((value) => typeof value === 'string' || Array.isArray(value));
  return named === undefined ? '' : ` ${String(named)}`;
};
