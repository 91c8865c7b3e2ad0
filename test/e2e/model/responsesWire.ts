import { flatText, items, member, string } from './json.ts';
import type { Plan, PlannedCall } from './script.ts';
import { nowSeconds, tokens, type Wire } from './wire.ts';

/** OpenAI Responses: Codex. Newer models get their tools as an input item instead of the `tools` field. */
export const responsesWire: Wire = {
  read(body) {
    const input = items(member(body, 'input'));
    const late = input.filter((item) => member(item, 'type') === 'additional_tools').flatMap((item) => items(member(item, 'tools')));
    return {
      declared: new Set([...items(member(body, 'tools')), ...late].flatMap(toolNames)),
      results: input.filter((item) => string(member(item, 'type')).endsWith('_call_output')).map((item) => flatText(member(item, 'output'))),
      stream: member(body, 'stream') === true,
      wantsJson: string(member(member(member(body, 'text'), 'format'), 'type')).startsWith('json'),
    };
  },
  write(plan, { model, stream, sequence }) {
    const output = outputOf(plan, sequence);
    const base = { id: `resp_scripted_${sequence}`, object: 'response', created_at: nowSeconds(), model, parallel_tool_calls: true, tools: [], tool_choice: 'auto', error: null, incomplete_details: null, instructions: null, metadata: {} };
    const usage = { input_tokens: tokens.input, input_tokens_details: { cached_tokens: 0 }, output_tokens: tokens.output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: tokens.input + tokens.output };
    const response = { ...base, status: 'completed', output, usage };
    if (!stream) return { kind: 'json', body: response };
    let number = 0;
    const event = (type: string, extra: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...extra })}\n\n`;
    const begun = { response: { ...base, status: 'in_progress', output: [] } };
    return {
      kind: 'events',
      chunks: [
        event('response.created', begun),
        event('response.in_progress', begun),
        ...output.flatMap((item, index) => [...itemEvents(item, index, event), event('response.output_item.done', { output_index: index, item })]),
        event('response.completed', { response }),
      ],
    };
  },
};

function toolNames(tool: unknown): string[] {
  const name = string(member(tool, 'name') ?? member(tool, 'type'));
  const nested = member(tool, 'type') === 'namespace' ? items(member(tool, 'tools')).map((inner) => string(member(inner, 'name'))) : [];
  return [name, ...nested, ...nested.map((inner) => `${name}.${inner}`)];
}

type OutputItem = ReturnType<typeof reasoningItem> | ReturnType<typeof messageItem> | ReturnType<typeof callItem>;

const outputOf = (plan: Plan, sequence: number): readonly OutputItem[] => [
  ...(plan.reasoning === undefined ? [] : [reasoningItem(plan.reasoning, sequence)]),
  ...(plan.text === undefined ? [] : [messageItem(plan.text, sequence)]),
  ...plan.calls.map(callItem),
];

const reasoningItem = (text: string, sequence: number) => ({ type: 'reasoning', id: `rs_scripted_${sequence}`, summary: [{ type: 'summary_text', text }], encrypted_content: 'c2NyaXB0ZWQ=' }) as const;
const messageItem = (text: string, sequence: number) => ({ type: 'message', id: `msg_scripted_${sequence}`, status: 'completed', role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] }) as const;

function callItem(call: PlannedCall) {
  const common = { status: 'completed', call_id: call.id, name: call.tool, ...(call.namespace === undefined ? {} : { namespace: call.namespace }) } as const;
  return call.freeform === undefined
    ? ({ type: 'function_call', id: `fc_${call.id}`, ...common, arguments: JSON.stringify(call.args) } as const)
    : ({ type: 'custom_tool_call', id: `ctc_${call.id}`, ...common, input: call.freeform } as const);
}

function itemEvents(item: OutputItem, index: number, event: (type: string, extra: object) => string): string[] {
  const at = { item_id: item.id, output_index: index };
  const added = (empty: object): string => event('response.output_item.added', { output_index: index, item: { ...item, ...empty } });
  switch (item.type) {
    case 'reasoning': {
      const part = { ...at, summary_index: 0 };
      return [
        added({ summary: [] }),
        event('response.reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } }),
        ...item.summary.flatMap(({ text }) => [event('response.reasoning_summary_text.delta', { ...part, delta: text }), event('response.reasoning_summary_text.done', { ...part, text })]),
        event('response.reasoning_summary_part.done', { ...part, part: item.summary[0] }),
      ];
    }
    case 'message': {
      const part = { ...at, content_index: 0 };
      return [
        added({ status: 'in_progress', content: [] }),
        event('response.content_part.added', { ...part, part: { type: 'output_text', text: '', annotations: [] } }),
        ...item.content.flatMap(({ text }) => [event('response.output_text.delta', { ...part, delta: text }), event('response.output_text.done', { ...part, text })]),
        event('response.content_part.done', { ...part, part: item.content[0] }),
      ];
    }
    case 'function_call':
      return [added({ status: 'in_progress', arguments: '' }), event('response.function_call_arguments.delta', { ...at, delta: item.arguments }), event('response.function_call_arguments.done', { ...at, arguments: item.arguments })];
    case 'custom_tool_call':
      return [added({ status: 'in_progress', input: '' }), event('response.custom_tool_call_input.delta', { ...at, delta: item.input }), event('response.custom_tool_call_input.done', { ...at, input: item.input })];
  }
}
