import { items, member, string } from './json.ts';
import { tokens, type Wire } from './wire.ts';

/** Gemini generateContent and streamGenerateContent: Gemini CLI. Whether to stream is in the address, not in the body. */
export const geminiWire: Wire = {
  read(body, stream) {
    const parts = items(member(body, 'contents')).flatMap((content) => items(member(content, 'parts')));
    const responses = parts.map((part) => member(part, 'functionResponse')).filter((response) => response !== undefined);
    return {
      declared: new Set(items(member(body, 'tools')).flatMap((tool) => items(member(tool, 'functionDeclarations'))).map((declaration) => string(member(declaration, 'name')))),
      results: responses.map((response) => JSON.stringify(member(response, 'response'))),
      stream: stream ?? false,
      wantsJson: member(member(body, 'generationConfig'), 'responseMimeType') === 'application/json',
    };
  },
  write(plan, { model, stream, sequence }) {
    const parts: object[] = [
      ...(plan.reasoning === undefined ? [] : [{ text: plan.reasoning, thought: true }]),
      ...(plan.text === undefined ? [] : [{ text: plan.text }]),
      ...plan.calls.map((call) => ({ functionCall: { id: call.id, name: call.tool, args: call.args }, thoughtSignature: 'c2NyaXB0ZWQ=' })),
    ];
    const usageMetadata = { promptTokenCount: tokens.input, candidatesTokenCount: tokens.output, totalTokenCount: tokens.input + tokens.output };
    const message = (some: readonly object[], last: boolean): object => ({ candidates: [{ index: 0, content: { role: 'model', parts: some }, ...(last ? { finishReason: 'STOP' } : {}) }], usageMetadata, modelVersion: model, responseId: `scripted-${sequence}` });
    if (!stream) return { kind: 'json', body: message(parts, true) };
    return { kind: 'events', chunks: parts.map((part, index) => `data: ${JSON.stringify(message([part], index === parts.length - 1))}\r\n\r\n`) };
  },
};
