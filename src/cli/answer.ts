import * as fs from 'node:fs';
import * as path from 'node:path';
import { payloadOf, readRequest, readSigned, signedText, type SecondPersonRequest } from '../core/secondPerson/messages.ts';
import { answerLink } from '../core/secondPerson/link.ts';
import { visibleLine, visibleText } from '../core/visibleText.ts';
import { agentName } from '../core/agentNames.ts';
import { readSignerPolicy } from '../node/secondPerson/allowedSigners.ts';
import { signingKey } from '../node/secondPerson/signingKey.ts';
import { signText, verifySigned } from '../node/secondPerson/sshSignature.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

interface Options {
  readonly file: string;
  readonly decision: 'approve' | 'deny';
  readonly reason: string;
  readonly key?: string;
  readonly out?: string;
  readonly link: boolean;
}

/** `tagout answer`: shows the request of another person's window, signs an answer to it with one's own key and prints it. */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const options = readOptions(args);
  const signedRequest = readSigned(fs.readFileSync(path.resolve(io.cwd, options.file), 'utf8'));
  const request = signedRequest === undefined ? undefined : readRequest(signedRequest.payload);
  if (signedRequest === undefined || request === undefined) throw new Error(`${options.file} holds no request of Tagout`);
  if (Date.parse(request.expiresAt) <= io.now()) throw new Error(`the request ended at ${request.expiresAt}: ask for a new one`);
  const policy = readSignerPolicy(io.state, io.platform);
  const verified = policy === undefined ? undefined : await verifySigned(signedRequest, policy);
  io.complain(requestText(request, verified?.ok === true ? `signed by ${verified.by.principal} (${verified.by.key})` : `its signature is NOT known here${verified?.ok === false ? `: ${verified.why}` : ''}; ask ${request.requester} whether it is theirs`));
  const payload = payloadOf({ v: 1, kind: 'tagout-answer', request: request.id, digest: request.digest, decision: options.decision, reason: options.reason, at: new Date(io.now()).toISOString() });
  if (payload === undefined) throw new Error('the answer could not be written');
  const signed = await signText(payload, signingKey(options.key, io.home));
  const text = options.link ? `${answerLink(signed)}\n` : signedText(signed);
  if (options.out === undefined) io.write(text);
  else fs.writeFileSync(path.resolve(io.cwd, options.out), text, { mode: 0o600 });
  return 0;
}

function requestText({ requester, agent, workspace, loss, command, reasons, reversibility, blastRadius, expiresAt, digest }: SecondPersonRequest, signature: string): string {
  return visibleText([
    loss, '', `${agent === undefined ? requester : agentName(agent)} in ${workspace} proposes:`, ...command.split('\n').map((line) => `  ${line}`), '', ...reasons.map((reason) => `- ${visibleLine(reason)}`), '',
    `${reversibility}, ${blastRadius}`, `asked by ${requester}; ${signature}`, `until ${expiresAt}; digest ${digest}`, '',
  ].join('\n'));
}

function readOptions(args: readonly string[]): Options {
  const values = new Map<string, string>();
  const files: string[] = [];
  const decisions: ('approve' | 'deny')[] = [];
  let link = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--approve' || word === '--deny') decisions.push(word === '--approve' ? 'approve' : 'deny');
    else if (word === '--link') link = true;
    else if (['--reason', '--key', '--out'].includes(word)) {
      const value = args[++at];
      if (value === undefined) throw new UsageError(`\`${word}\` needs a value`);
      values.set(word, value);
    } else if (word.startsWith('-')) throw new UsageError(`\`${word}\` is not an option`);
    else files.push(word);
  }
  const [file] = files;
  const [decision] = decisions;
  if (file === undefined || files.length > 1 || decision === undefined || decisions.length > 1) throw new UsageError('one request file and one of `--approve` and `--deny` are needed');
  const [key, out] = [values.get('--key'), values.get('--out')];
  return { file, decision, reason: values.get('--reason') ?? '', link, ...(key === undefined ? {} : { key }), ...(out === undefined ? {} : { out }) };
}
