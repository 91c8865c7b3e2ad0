import * as vscode from 'vscode';
import { readCompiled } from '../node/freeze/compiledFreezes.ts';
import { compiledUpperFile } from '../node/freeze/freezePlaces.ts';
import { readBundleSource } from '../node/policy/bundle/bundleSource.ts';
import { policyPlace } from '../node/policy/policyPlace.ts';
import type { TokenPort } from '../node/tokenPlace.ts';

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

/** Key of a source's token in the editor's secret storage, by the name that its file gives it. */
const keyOf = (name: string): string => `tagout.freeze.source ${name}`;

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

/** Tokens of the editor's secret storage and of its environment. */
export const tokenPort = (secrets: Pick<Secrets, 'get'>): TokenPort => (place) => ('env' in place ? Promise.resolve(process.env[place.env]) : Promise.resolve(secrets.get(keyOf(place.secret))));

/** Names of secrets that files of the person or the organisation mention, and which sources use each. */
export function namedSecrets(state: string): ReadonlyMap<string, readonly string[]> {
  const bundle = readBundleSource(policyPlace(state, state, process.platform).bundle);
  const sources = readCompiled(compiledUpperFile(state))?.sources ?? [];
  const found = new Map<string, readonly string[]>();
  const note = (value: unknown, source: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('secret' in value && typeof value.secret === 'string') found.set(value.secret, [...new Set([...(found.get(value.secret) ?? []), source])]);
    for (const member of Object.values(value)) note(member, source);
  };
  for (const { places, name } of sources) note(places, name);
  if (bundle.kind === 'source') note(bundle.source.token, bundle.source.url);
  return found;
}

/**
 * Enters, replaces or removes the token that a source is asked with. Resolves with whether anything changed. SECURITY: a token is
 * typed here or nowhere: no file, setting or command carries one, and only sources of the person or the organisation name one.
 */
export async function setSourceToken(state: string, secrets: Secrets): Promise<boolean> {
  const named = namedSecrets(state);
  if (named.size === 0) {
    void vscode.window.showInformationMessage(translate('No source names a token of this editor. In your freeze.yaml or the organisation’s write `token: {0}` beside its address.', '{ secret: name }'));
    return false;
  }
  const rows = await Promise.all([...named].map(async ([name, sources]) => {
    const isThere = (await secrets.get(keyOf(name))) !== undefined;
    return { label: `$(${isThere ? 'key' : 'circle-outline'}) ${name}`, description: [...sources, isThere ? translate('is set') : translate('is missing')].join(' · '), name, isThere };
  }));
  const chosen = await vscode.window.showQuickPick(rows, { title: translate('Set Token of a Source'), placeHolder: translate('Which one?') });
  if (chosen === undefined) return false;
  const remove = translate('Remove');
  const ways = [{ label: translate('Replace') }, { label: remove }];
  const way = chosen.isThere ? await vscode.window.showQuickPick(ways, { title: chosen.name, placeHolder: translate('It is kept by the editor’s secret storage and never shown.') }) : ways[0];
  if (way === undefined) return false;
  if (way.label === remove) {
    await secrets.delete(keyOf(chosen.name));
    return true;
  }
  const token = await vscode.window.showInputBox({ title: translate('Token {0}', chosen.name), prompt: translate('It is kept by the editor’s secret storage and sent to its source alone.'), password: true, ignoreFocusOut: true, validateInput: (text) => (text.trim() === '' ? translate('A token is not empty.') : undefined) });
  if (token === undefined || token.trim() === '') return false;
  await secrets.store(keyOf(chosen.name), token.trim());
  return true;
}
