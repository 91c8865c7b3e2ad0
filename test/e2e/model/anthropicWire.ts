import { flatText, items, member, string } from './json.ts';
import { tokens, type Wire } from './wire.ts';

/** Anthropic Messages: Claude Code. */
export const anthropicWire: Wire = {
  read(body) {
    const parts = items(member(body, 'messages')).flatMap((message) => items(member(message, 'content')));
    return {
      declared: new Set(items(member(body, 'tools')).map((tool) => string(member(tool, 'name')))),
      results: parts.filter((part) => member(part, 'type') === 'tool_result').map((part) => flatText(member(part, 'content'))),
      stream: member(body, 'stream') === true,
      wantsJson: false,
    };
  },
  write(plan, { model, stream, sequence }) {
    const content = [
      ...(plan.reasoning === undefined ? [] : [{ type: 'thinking', thinking: plan.reasoning, signature: 'c2NyaXB0ZWQ=' } as const]),
      ...(plan.text === undefined ? [] : [{ type: 'text', text: plan.text } as const]),
      ...plan.calls.map((call) => ({ type: 'tool_use', id: call.id, name: call.tool, input: call.args }) as const),
    ];
    const stop = plan.calls.length > 0 ? 'tool_use' : 'end_turn';
    const usage = { input_tokens: tokens.input, output_tokens: tokens.output, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
    const message = { id: `msg_scripted_${sequence}`, type: 'message', role: 'assistant', model, content, stop_reason: stop, stop_sequence: null, usage };
    if (!stream) return { kind: 'json', body: message };
    const event = (type: string, extra: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...extra })}\n\n`;
    const delta = (index: number, change: object): string => event('content_block_delta', { index, delta: change });
    const blocks = content.flatMap((block, index) => {
      const stopped = event('content_block_stop', { index });
      const started = (empty: object): string => event('content_block_start', { index, content_block: empty });
      switch (block.type) {
        case 'thinking':
          return [started({ type: 'thinking', thinking: '', signature: '' }), delta(index, { type: 'thinking_delta', thinking: block.thinking }), delta(index, { type: 'signature_delta', signature: block.signature }), stopped];
        case 'text':
          return [started({ type: 'text', text: '' }), delta(index, { type: 'text_delta', text: block.text }), stopped];
        case 'tool_use':
          return [started({ ...block, input: {} }), delta(index, { type: 'input_json_delta', partial_json: JSON.stringify(block.input) }), stopped];
      }
    });
    return {
      kind: 'events',
      chunks: [
        event('message_start', { message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } } }),
        ...blocks,
        event('message_delta', { delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: tokens.output } }),
        event('message_stop', {}),
      ],
    };
  },
};
