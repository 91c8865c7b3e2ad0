import { freezeModes } from '../../../core/freeze/freeze.ts';
import type { AskSource } from '../remoteSource.ts';
import { bearer, isFields, notUnderstood, readReply } from './answerJson.ts';

/**
 * A flag, by the OpenFeature Remote Evaluation Protocol (OFREP 0.2: `POST /ofrep/v1/evaluate/flags/{key}`), which flagd and the vendors
 * serve. `true`, `ask`, `deny` and `on` are frozen; `false`, `off` and the empty text are not. Every other value, a flag that is not there and
 * the code's default are nothing that anybody decided: not known.
 */
export const askOpenFeature: AskSource<'openfeature'> = async ({ url, flag, context = {}, token }, { request, token: tokenOf }) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...bearer(token === undefined ? undefined : await tokenOf(token)) };
  const reply = readReply(await request(`${url.replace(/\/$/, '')}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`, { method: 'POST', headers, body: JSON.stringify({ context: { targetingKey: 'tagout', ...context } }) }));
  if (!reply.ok) return reply;
  const frozen = isFields(reply.value) && reply.value['errorCode'] === undefined ? isFrozen(reply.value['value']) : undefined;
  if (frozen === undefined) return notUnderstood;
  return { ok: true, freezes: frozen ? [{ id: flag, reason: '' }] : [] };
};

function isFrozen(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const words: readonly string[] = [...freezeModes, 'on', 'true'];
  if (words.includes(value.toLowerCase())) return true;
  return ['', 'off', 'false', 'none'].includes(value.toLowerCase()) ? false : undefined;
}
