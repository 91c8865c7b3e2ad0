import { flatText, items, member, string } from './json.ts';
import { nowSeconds, tokens, type Wire } from './wire.ts';

/** OpenAI Chat Completions: Qwen Code, opencode, Copilot CLI. */
export const chatWire: Wire = {
  read(body) {
    const messages = items(member(body, 'messages'));
    return {
      declared: new Set(items(member(body, 'tools')).map((tool) => string(member(member(tool, 'function'), 'name') ?? member(tool, 'name')))),
      results: messages.filter((message) => member(message, 'role') === 'tool').map((message) => flatText(member(message, 'content'))),
      stream: member(body, 'stream') === true,
      wantsJson: string(member(member(body, 'response_format'), 'type')).startsWith('json'),
    };
  },
  write(plan, { model, stream, sequence, wantsUsage }) {
    const id = `chatcmpl-scripted-${sequence}`;
    const calls = plan.calls.map((call, index) => ({ index, id: call.id, type: 'function', function: { name: call.tool, arguments: JSON.stringify(call.args) } }));
    const finish = calls.length > 0 ? 'tool_calls' : 'stop';
    const usage = { prompt_tokens: tokens.input, completion_tokens: tokens.output, total_tokens: tokens.input + tokens.output };
    const reasoning = plan.reasoning === undefined ? {} : { reasoning_content: plan.reasoning };
    if (!stream) {
      const message = { role: 'assistant', content: plan.text ?? null, ...reasoning, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
      return { kind: 'json', body: { id, object: 'chat.completion', created: nowSeconds(), model, choices: [{ index: 0, message, finish_reason: finish }], usage } };
    }
    const data = (extra: object): string => `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: nowSeconds(), model, ...extra })}\n\n`;
    const chunk = (delta: object, reason: string | null = null, extra: object = {}): string => data({ choices: [{ index: 0, delta, finish_reason: reason }], ...extra });
    return {
      kind: 'events',
      chunks: [
        chunk({ role: 'assistant', content: '' }),
        ...(plan.reasoning === undefined ? [] : [chunk(reasoning)]),
        ...(plan.text === undefined ? [] : [chunk({ content: plan.text })]),
        ...calls.flatMap((call) => [
          chunk({ tool_calls: [{ ...call, function: { name: call.function.name, arguments: '' } }] }),
          chunk({ tool_calls: [{ index: call.index, function: { arguments: call.function.arguments } }] }),
        ]),
        chunk({}, finish, wantsUsage ? {} : { usage }),
        ...(wantsUsage ? [data({ choices: [], usage })] : []),
        'data: [DONE]\n\n',
      ],
    };
  },
};
