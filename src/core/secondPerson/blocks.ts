import { visibleText } from '../visibleText.ts';
import { readSigned, signedText, type SecondPersonRequest, type SignedMessage } from './messages.ts';

/** A request as a comment: what people read, and the signed text for `tagout answer`. Nothing of it is Markdown of the agent's. */
export function requestComment(request: SecondPersonRequest, signed: SignedMessage): string {
  const { loss, requester, expiresAt, workspace, reasons, command, id } = request;
  const rows = [`**Tagout asks for a second person.** ${quoted(requester)} cannot decide this alone, or is away.`, '', indented(loss), '', ...reasons.map((reason) => indented(`- ${reason}`)), '', `Command in ${quoted(workspace)}:`, '', indented(command), '', `Until ${expiresAt}. Save the block below as \`request.json\` and answer with \`tagout answer request.json --approve\` or \`--deny\`, then post what it prints here. Words alone approve nothing. (${id})`];
  return `${rows.join('\n')}\n\n${block('tagout-request', signed)}`;
}

export const answerComment = (signed: SignedMessage): string => block('tagout-answer', signed);

/** Signed messages in a comment; linear. Everything around them, and every block that is damaged, is passed over. */
export function answersInComment(comment: string): readonly SignedMessage[] {
  const found: SignedMessage[] = [];
  const lines = comment.replace(/\r/g, '').split('\n');
  for (let at = lines.indexOf(opening('tagout-answer')); at !== -1; at = lines.indexOf(opening('tagout-answer'), at + 1)) {
    const end = lines.indexOf(fence, at);
    const signed = end === -1 ? undefined : readSigned(lines.slice(at + 1, end).join('\n'));
    if (signed !== undefined) found.push(signed);
  }
  return found;
}

const fence = '```';
const opening = (name: string): string => `${fence}${name}`;
const block = (name: string, signed: SignedMessage): string => `${opening(name)}\n${signedText(signed)}${fence}\n`;
/** A code block of Markdown: four blanks before each line, so that nothing in it is read as more. */
const indented = (text: string): string => visibleText(text).split('\n').map((line) => `    ${line}`).join('\n');
const quoted = (text: string): string => `\`${text.replace(/`/g, "'")}\``;
