import { grantLimitMs, type Grant } from '../../core/grant/grant.ts';
import type { GrantScope } from '../../core/grant/grantScope.ts';
import type { EffectKind } from '../../core/verdict.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { relativeName } from '../relativeName.ts';
import type { Translate } from '../approval/askView.ts';

/** What a grant covers, as a person reads it: `removing branches and tags in the repository shop`. */
export function scopeWords(scopes: readonly GrantScope[], workspace: string, translate: Translate): string {
  return [...new Set(scopes.map((scope) => `${kindWords(scope, translate)} ${placeWords(scope, workspace, translate)}`))].map(visibleLine).join('; ');
}

/** When a grant ends: `until 14:10, or 10 minutes after its last use`. */
export function endWords({ givenAt, length }: Grant, translate: Translate): string {
  const until = new Date(givenAt + grantLimitMs[length]).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return length === 'session' ? translate('for this session, at most until {0}, or 10 minutes after its last use', until) : translate('until {0}, or 10 minutes after its last use', until);
}

function kindWords({ kind, place }: GrantScope, translate: Translate): string {
  if (kind === 'git-history') return place.kind === 'git' && place.loses.includes('"stash"') ? translate('dropping stashes') : translate('removing branches, tags and commits');
  const words: Readonly<Partial<Record<EffectKind, string>>> = {
    write: translate('writing'), delete: translate('deleting'), move: translate('moving'), 'git-discard': translate('discarding changes'), database: translate('changing rows'), schema: translate('changing the schema'),
    package: translate('installing packages'), container: translate('removing containers and images'), process: translate('ending processes'), system: translate('changing services'),
  };
  return words[kind] ?? kind;
}

function placeWords({ place }: GrantScope, workspace: string, translate: Translate): string {
  switch (place.kind) {
    case 'directory':
      return place.deep ? translate('anywhere in {0}', relativeName(place.path, workspace)) : translate('directly in {0}', relativeName(place.path, workspace));
    case 'git':
      return translate('in the repository {0}', relativeName(place.repository, workspace));
    case 'database':
      return translate('in {0}', [place.connection, place.table].filter((part) => part !== '').join(' '));
    case 'words':
      return translate('by exactly this command: {0}', place.words);
  }
}
