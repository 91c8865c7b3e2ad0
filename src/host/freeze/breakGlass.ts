import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import { breakGlassActions, breakGlassMinutes, mayBreak, openBreakGlass, type BreakGlassRequest } from '../../core/freeze/breakGlass.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import type { HoldingFreeze } from '../../core/freeze/standing.ts';
import type { FreezeDesk } from './freezeMenu.ts';
import { freezeName, isBreakable } from './freezeWords.ts';

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** The freezes in force that a person may break; one that also holds in a version that nobody may break is not among them. */
export function breakable(holding: readonly HoldingFreeze[]): readonly Freeze[] {
  const refusing = holding.map(({ freeze }) => freeze).filter(({ mode }) => mode === 'deny');
  const closed = new Set(refusing.filter((freeze) => !isBreakable(freeze)).map(({ id }) => id));
  return refusing.filter(({ id }) => !closed.has(id));
}

/**
 * Breaks one freeze in an emergency, or all that refuse. What its rule wants is asked for: a reason always, a ticket, another
 * person's signature, also where it is left to others. SECURITY: the reason has to be typed, so that no command alone can break a freeze; each act is still asked about.
 */
export async function breakFreeze(desk: FreezeDesk, id?: string): Promise<void> {
  const freezes = breakable(desk.status().standing.holding).filter((freeze) => id === undefined || freeze.id === id);
  const rules = freezes.map(({ breakGlass }) => breakGlass ?? {});
  if (freezes.length === 0) {
    void vscode.window.showInformationMessage(translate('There is nothing to break: no freeze refuses changes here, or the one that does can only be ended where it was declared.'));
    return;
  }
  const title = translate('Break the Freeze: {0}', freezes.map((freeze) => freezeName(freeze, translate)).join(', '));
  const minutes = Math.min(breakGlassMinutes, ...rules.flatMap((rule) => rule.minutes ?? []));
  const acts = Math.min(...rules.map((rule) => rule.maxActions ?? breakGlassActions));
  const who = [...new Set(rules.flatMap((rule) => rule.by ?? []))];
  const prompt = [translate('For {0} minutes and {1} acts; you are still asked about each. Everything is recorded and reported.', String(minutes), String(acts)), ...(who.length === 0 ? [] : [translate('Only for {0}.', who.join(', '))]), translate('Why?')].join(' ');
  const reason = await typed(title, prompt, translate('A reason is needed to break a freeze.'));
  if (reason === undefined) return;
  const ticket = rules.some((rule) => rule.ticket === true) ? await typed(title, translate('Which ticket?'), translate('This freeze can only be broken with a ticket.')) : undefined;
  if (ticket === undefined && rules.some((rule) => rule.ticket === true)) return;
  const request: BreakGlassRequest = { id: randomUUID(), by: desk.by, reason, ...(ticket === undefined ? {} : { ticket }) };
  const second = rules.some((rule) => rule.second === true || !mayBreak(rule, desk.by)) ? await desk.agreed(request, freezes) : undefined;
  const opened = openBreakGlass({ ...request, ...(second === undefined ? {} : { second }) }, freezes, Date.now());
  if (!opened.ok) throw new Error(opened.missing);
  desk.actions.break(opened.glass, freezes);
}

async function typed(title: string, prompt: string, needed: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true, validateInput: (value) => (value.trim() === '' ? needed : undefined) });
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
