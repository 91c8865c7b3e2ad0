import { agentIds, type AgentId } from '../action.ts';
import { canonicalJson } from '../trace/canonicalJson.ts';
import { blastRadii, reversibilities, type BlastRadius, type Reversibility } from '../verdict.ts';

/** What another person is asked. It holds no secret: every text of it was redacted. */
export interface SecondPersonRequest {
  readonly v: 1;
  readonly kind: 'tagout-request';
  readonly id: string;
  /** Digest of all that an approval of the act is bound to. */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly requester: string;
  /** Whose act it is; absent = the requester's own wish, such as to break a freeze. */
  readonly agent?: AgentId;
  /** Name of the folder, without the path to it. */
  readonly workspace: string;
  readonly loss: string;
  readonly command: string;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly reasons: readonly string[];
}

export const answerDecisions = ['approve', 'deny'] as const;

/** What they answered: to one request, about one digest. */
export interface SecondPersonAnswer {
  readonly v: 1;
  readonly kind: 'tagout-answer';
  readonly request: string;
  readonly digest: string;
  readonly decision: (typeof answerDecisions)[number];
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A message as it travels: its canonical text and an SSH signature (armored, namespace {@link signatureNamespace}) over exactly that text. */
export interface SignedMessage {
  readonly payload: string;
  readonly signature: string;
}

export const signatureNamespace = 'tagout';

/** Longest message in UTF-16 units; links of editors carry no more. */
export const longestMessage = 64 * 1024;

/** The text that is signed; undefined only for what is no JSON. */
export const payloadOf = (message: SecondPersonRequest | SecondPersonAnswer): string | undefined => canonicalJson(message);

export const signedText = ({ payload, signature }: SignedMessage): string => `${JSON.stringify({ payload, signature }, undefined, 1)}\n`;

/** Reads what {@link signedText} wrote. Undefined for anything else. */
export function readSigned(text: string): SignedMessage | undefined {
  if (text.length > longestMessage) return undefined;
  const value = parse(text);
  if (value === undefined) return undefined;
  const { payload, signature } = value;
  return typeof payload === 'string' && typeof signature === 'string' && /^-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+-----END SSH SIGNATURE-----\n?$/.test(signature) ? { payload, signature } : undefined;
}

/** Undefined for anything but a request in its canonical form: what is shown is what was signed. */
export function readRequest(payload: string): SecondPersonRequest | undefined {
  const value = parse(payload);
  return value !== undefined && isRequest(value) && canonicalJson(value) === payload ? value : undefined;
}

/** Undefined for anything but an answer in its canonical form. */
export function readAnswer(payload: string): SecondPersonAnswer | undefined {
  const value = parse(payload);
  return value !== undefined && isAnswer(value) && canonicalJson(value) === payload ? value : undefined;
}

const texts = (value: Fields, ...names: readonly string[]): boolean => names.every((name) => typeof value[name] === 'string');
const isDate = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isOneOf = (values: readonly string[], value: unknown): boolean => typeof value === 'string' && values.includes(value);

function isRequest(value: Fields): value is Fields & SecondPersonRequest {
  const { v, kind, issuedAt, expiresAt, agent, reversibility, blastRadius, reasons } = value;
  return v === 1 && kind === 'tagout-request' && texts(value, 'id', 'digest', 'requester', 'workspace', 'loss', 'command') && isDate(issuedAt) && isDate(expiresAt)
    && (agent === undefined || isOneOf(agentIds, agent)) && isOneOf(reversibilities, reversibility) && isOneOf(blastRadii, blastRadius) && Array.isArray(reasons) && reasons.every((reason) => typeof reason === 'string');
}

function isAnswer(value: Fields): value is Fields & SecondPersonAnswer {
  const { v, kind, decision, at } = value;
  return v === 1 && kind === 'tagout-answer' && texts(value, 'request', 'digest', 'reason') && isOneOf(answerDecisions, decision) && isDate(at);
}

type Fields = Readonly<Record<string, unknown>>;

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
