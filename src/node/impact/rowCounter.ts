import { countRows, type CountedRows, type CountRequest } from './countRows.ts';

/** What the process prints. */
export type CountAnswer = { readonly rows: readonly CountedRows[] } | { readonly why: string };

// A process of its own: SQLite cannot be interrupted from JavaScript, and a statement may take for ever. Whoever started it ends
// it. Reads one request from standard input, prints one answer.
let text = '';
process.stdin.setEncoding('utf8').on('data', (data: string) => (text += data)).on('end', () => process.stdout.write(JSON.stringify(answerTo(text))));

function answerTo(request: string): CountAnswer {
  try {
    const read: unknown = JSON.parse(request);
    return isRequest(read) ? { rows: countRows(read) } : { why: 'the request was not understood' };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

const isRequest = (value: unknown): value is CountRequest => typeof value === 'object' && value !== null && 'file' in value && 'statement' in value && 'touches' in value && Array.isArray(value.touches);
