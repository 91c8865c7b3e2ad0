import type { GrantLength } from '../../core/grant/grant.ts';
import type { TrustScope } from '../../core/trust/trust.ts';
import type { AskView, QueueView } from '../../protocol/panel.ts';
import type { Showing } from './approvalSurface.ts';
import type { Translate } from './askView.ts';

/** What a row of the list does. */
export type NativeAct =
  | { readonly kind: 'deny' | 'deny-why' | 'deny-session' | 'diff' | 'list' | 'edit' | 'original' | 'ask-owner' | 'pause' }
  | { readonly kind: 'approve'; readonly trust?: TrustScope; readonly grant?: GrantLength }
  | { readonly kind: 'copy'; readonly alternative: number }
  | { readonly kind: 'select'; readonly other: string };

/** One row; without `act` a heading. */
export interface NativeChoice {
  readonly label: string;
  readonly detail?: string;
  readonly act?: NativeAct;
}

/** Every action of the panel as rows of a list. Denying comes first: the first row is the one that Enter takes. */
export function nativeChoices({ view, queue }: Showing, translate: Translate): readonly NativeChoice[] {
  return [
    { label: `$(circle-slash) ${translate('Deny')}`, act: { kind: 'deny' } },
    { label: `$(comment) ${translate('Deny and Tell Why…')}`, act: { kind: 'deny-why' } },
    ...approving(view, translate),
    ...looking(view, translate),
    ...(view.canPause ? [{ label: `$(debug-pause) ${translate('Pause Agent')}`, detail: translate('Refuses this and everything further of the session until you resume it.'), act: { kind: 'pause' } as const }] : []),
    ...(view.owner === undefined ? [] : [{ label: `$(person) ${translate('Ask {0}', view.owner)}`, act: { kind: 'ask-owner' } as const }]),
    ...view.alternatives.flatMap(({ text, command }, alternative) => (command === undefined ? [] : [{ label: `$(copy) ${translate('Copy a Safer Way')}`, detail: text, act: { kind: 'copy', alternative } as const }])),
    ...others(queue, translate),
  ];
}

function approving(view: AskView, translate: Translate): readonly NativeChoice[] {
  if (!view.measured || view.changed !== undefined || view.edited?.decision === 'deny') return [];
  const once = view.edited !== undefined ? translate('Run This Instead…') : view.wayBack.kind === 'checkpoint' || view.wayBack.kind === 'partial' ? translate('Run with Checkpoint…') : translate('Allow Once…');
  const { grant, trust } = view;
  return [
    { label: once, detail: view.edited?.meaning ?? view.reversibilityText, act: { kind: 'approve' } },
    ...(grant === undefined ? [] : grant.lengths.map((length): NativeChoice => ({ label: grantWords(length, translate), detail: grant.scope, act: { kind: 'approve', grant: length } }))),
    ...(trust === undefined ? [] : trust.choices.map(({ scope, label }): NativeChoice => ({ label: translate('Allow and Trust…'), detail: `${trust.question} ${label}`, act: { kind: 'approve', trust: scope } }))),
  ];
}

const grantWords = (length: GrantLength, translate: Translate): string => (length === 'session' ? translate('Allow for This Session…') : translate('Allow for 15 Minutes…'));

function looking({ canShowDiff, files, editable, edited }: AskView, translate: Translate): readonly NativeChoice[] {
  return [
    ...(canShowDiff ? [{ label: `$(diff) ${translate('Show Diff')}`, act: { kind: 'diff' } as const }] : []),
    ...(files?.complete === true && files.total > 1 ? [{ label: `$(list-flat) ${translate('List All {0} Files', String(files.total))}`, act: { kind: 'list' } as const }] : []),
    ...(editable === undefined ? [] : [{ label: `$(edit) ${translate('Edit Command…')}`, detail: translate('What you make of it is judged again before anything runs.'), act: { kind: 'edit' } as const }]),
    ...(edited === undefined ? [] : [{ label: `$(discard) ${translate('Back to the Agent’s Command')}`, act: { kind: 'original' } as const }]),
  ];
}

/** The other waiting acts by session, and what refuses a whole session. */
function others({ shown, waiting, groups }: QueueView, translate: Translate): readonly NativeChoice[] {
  if (waiting < 2) return [];
  return groups.flatMap(({ session, acts }): readonly NativeChoice[] => {
    const rest = acts.filter(({ id }) => id !== shown);
    const own = rest.length < acts.length;
    return [
      { label: session },
      ...(own && acts.length > 1 ? [{ label: `$(circle-slash) ${translate('Deny All {0} of This Session', String(acts.length))}`, act: { kind: 'deny-session' } as const }] : []),
      ...rest.map(({ id, loss, grave }) => ({ label: `${grave ? '$(error)' : '$(warning)'} ${loss}`, detail: translate('Waits too: show it'), act: { kind: 'select', other: id } as const })),
    ];
  });
}
