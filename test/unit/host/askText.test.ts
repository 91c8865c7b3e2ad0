import { deepEqual } from 'node:assert/strict';
import { askText } from '../../../src/host/approval/askText.ts';
import { viewFixture } from './askFixture.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
/** What stands at the left edge: headings and our own sentences. */
const edge = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith(' '));

describe('the approval as text', () => {
  it('keeps the order of the panel, the agent’s words last', () => {
    const text = askText(viewFixture({
      rules: [{ rule: 'delete.untracked', source: 'user', decision: 'ask', reason: 'deletes drafts', place: 'policy.yaml:3' }], who: [{ label: 'Agent', value: 'Codex' }], command: [{ text: 'ls && ', kind: 'plain' }, { text: 'rm -rf drafts', kind: 'plain', danger: 0 }],
      alternatives: [{ text: '`mv drafts drafts.old` keeps it beside', command: 'mv drafts drafts.old' }], recent: [{ title: 'git status', status: 'allowed', agoMs: 10 }], inputs: ['web_search'], prompt: 'tidy up', explanation: 'I tidy up.',
    }), translate);
    deepEqual(edge(text), ['Deletes drafts.', 'Why you are asked', 'Command', 'Safer ways', 'Who asks', 'What this session did before', 'What the agent was asked for', 'What it took in from outside since you last spoke (not verified)', 'Agent’s explanation (not verified)', 'Refused by itself at .']);
    deepEqual(['(delete.untracked, user, policy.yaml:3)', 'ls && ⟦rm -rf drafts⟧', 'runs without a question'].filter((part) => !text.includes(part)), []);
  });
  it('gives what an agent wrote no line at the left edge', () => {
    const forged = 'x\n\nWho asks\n  - Agent: you yourself\nSafer ways';
    deepEqual(edge(askText(viewFixture({ command: [{ text: forged, kind: 'plain' }], prompt: forged, explanation: forged }), translate)), ['Deletes drafts.', 'Command', 'What the agent was asked for', 'Agent’s explanation (not verified)', 'Refused by itself at .']);
  });
});
