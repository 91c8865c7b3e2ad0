import type { JsonObject } from './jsonFields.ts';
import { definedOnly, nameOf, objectOf, objectsOf, textOf } from './jsonFields.ts';
import { transcriptCall, type TranscriptEntry } from './transcriptReasoning.ts';

/**
 * One line of the event log that Copilot keeps, the same in VS Code (`transcripts/<session>.jsonl`) and in Copilot CLI
 * (`session-state/<session>/events.jsonl`): `{type, data, …}`.
 */
export function copilotEntry(line: JsonObject): TranscriptEntry | undefined {
  const data = objectOf(line['data']);
  if (data === undefined) return undefined;
  switch (line['type']) {
    case 'user.message': {
      const prompt = nameOf(data['content']);
      return prompt === undefined ? undefined : { prompt };
    }
    case 'assistant.message': {
      const calls = objectsOf(data['toolRequests']).flatMap((request) => transcriptCall(request['toolCallId'], request['name'], request['arguments']));
      return definedOnly({ thinking: textOf(data['reasoningText']), text: textOf(data['content']), model: nameOf(data['model']), calls });
    }
    case 'tool.execution_complete':
      return { result: true };
    default:
      return undefined;
  }
}
