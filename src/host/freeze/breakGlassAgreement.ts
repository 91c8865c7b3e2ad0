import * as vscode from 'vscode';
import type { BreakGlassRequest } from '../../core/freeze/breakGlass.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import { canonicalJson } from '../../core/trace/canonicalJson.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { sha256 } from '../../node/ticket/digest.ts';
import { freezeName } from './freezeWords.ts';
import type { SecondPersonDesk } from '../secondPerson/secondPersonDesk.ts';

/** A second person has so long to agree; an emergency does not wait longer. */
const patienceMs = 30 * 60_000;

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

export interface AgreementOptions {
  readonly desk: SecondPersonDesk;
  /** Name of the folder. */
  readonly workspace: () => string;
  /** Throws when nothing was recorded. */
  readonly record: (body: TraceBody) => void;
}

/**
 * Asks another person to agree to a broken freeze, by the ways of every question to a second person, and waits for the signed
 * answer. Resolves with who agreed; undefined when nobody did, nobody was asked, or the person here stopped waiting. SECURITY: bound to the digest
 * of exactly this request, so that an agreement counts for no other freeze and no other reason.
 */
export async function agreementOf({ desk, workspace, record }: AgreementOptions, request: BreakGlassRequest, freezes: readonly Freeze[]): Promise<string | undefined> {
  const names = freezes.map((freeze) => freezeName(freeze, translate));
  const digest = `sha256:${sha256(canonicalJson({ kind: 'break-glass', ...request, freezes: freezes.map(({ id }) => id) }) ?? '')}`;
  let settle: (by: string | undefined) => void = () => undefined;
  let waiting = true;
  const agreed = new Promise<string | undefined>((resolve) => {
    settle = (by) => {
      waiting = false;
      resolve(by);
    };
  });
  const timer = setTimeout(() => settle(undefined), patienceMs);
  try {
    const sent = await desk.handQuestion({
      digest, deadline: new Date(Date.now() + patienceMs).toISOString(), isWaiting: () => waiting, owner: () => undefined, record,
      about: { workspace: workspace(), loss: translate('{0} wants to break the code freeze: {1}', request.by, names.join(', ')), command: [request.reason, request.ticket ?? ''].filter((text) => text !== '').join(' · '), reversibility: 'irreversible', blastRadius: 'shared', reasons: freezes.map(({ reason }) => reason).filter((reason) => reason !== '') },
      approve: ({ by }) => {
        settle(by);
        return Promise.resolve({ kind: 'approved' });
      },
      deny: () => {
        settle(undefined);
        return true;
      },
    });
    if (sent === undefined) return undefined;
    if (waiting) return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, cancellable: true, title: `${translate('Waiting for a second person to agree.')} ${sent}` }, (_progress, cancelled) => {
      cancelled.onCancellationRequested(() => settle(undefined));
      return agreed;
    });
    return await agreed;
  } finally {
    clearTimeout(timer);
    waiting = false;
  }
}
