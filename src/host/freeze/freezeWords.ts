import { agentName } from '../../core/agentNames.ts';
import { agentIds } from '../../core/action.ts';
import { neverHeld, type ActionClass } from '../../core/freeze/actionClass.ts';
import type { BreakGlassRule } from '../../core/freeze/breakGlass.ts';
import type { Freeze, FreezeScope } from '../../core/freeze/freeze.ts';
import { windowAt } from '../../core/freeze/phase.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import { bothZones } from './freezeTimes.ts';

/** One line on a freeze, with a symbol of the editor. Texts are plain: whoever draws them escapes them. */
export interface FreezeFact {
  readonly icon: string;
  readonly text: string;
}

/** What people call it: title, else reason. A freeze may be declared in a hurry, without either. */
export function freezeName({ title = '', reason }: Freeze, translate: Translate): string {
  const name = [title, reason].map((text) => visibleLine(text.trim())).find((text) => text !== '');
  return name ?? translate('Code freeze');
}

/** When what holds at `now` ends; undefined where somebody has to lift it. */
export function endOf(freeze: Freeze, now: number): string | undefined {
  return freeze.windows === undefined ? freeze.until : windowAt(freeze, now)?.until;
}

/** All that people want to know of a freeze beside its name, in the order in which they ask: why, who, until when, what, what goes on, how it ends. */
export function freezeFacts(freeze: Freeze, now: number, translate: Translate): readonly FreezeFact[] {
  const { by, since, owner } = freeze;
  const why = whyWords(freeze, translate);
  const declarer = shortFile(by);
  return [
    ...(why === undefined ? [] : [{ icon: 'comment', text: why }]),
    { icon: 'account', text: [since === '' ? translate('Declared by {0}', declarer) : translate('Declared by {0} on {1}', declarer, localTime(since)), ...(owner === undefined || owner === by ? [] : [translate('owner {0}', owner)])].join(' · ') },
    { icon: 'clock', text: untilWords(freeze, now, translate) },
    { icon: 'target', text: scopeWords(freeze.scope, translate) },
    { icon: 'check', text: translate('Goes on: {0}', allowedWords(freeze, translate)) },
    ...(freeze.inflight === 'stop' ? [{ icon: 'debug-stop', text: translate('Stops approved commands that run already') }] : []),
    { icon: 'unlock', text: endingWords(freeze, translate) },
  ].map(({ icon, text }) => ({ icon, text: visibleLine(text) }));
}

/** Why it holds; undefined where its name says all that is known. */
function whyWords({ title = '', reason, unknown }: Freeze, translate: Translate): string | undefined {
  if (unknown !== undefined) return translate('Nothing is known of this source, so it counts as frozen: {0}', unknown);
  const [name, why] = [title.trim(), reason.trim()];
  if (name === '' && why === '') return translate('No reason given');
  return name === '' || why === '' || name === why ? undefined : why;
}

/** Folders that are shown of a file's path: the view and the hover have no room for more. */
const shownFolders = 2;

/** A source's name as people read it: of a file deep in the machine the end of its path, anything else as it is. */
export function shortFile(name: string): string {
  const parts = /^(?:\/|[A-Za-z]:[\\/])/.test(name) ? name.split(/[\\/]/).filter((part) => part !== '') : [];
  return parts.length <= shownFolders + 1 ? name : ['…', ...parts.slice(-shownFolders - 1)].join('/');
}

export function untilWords(freeze: Freeze, now: number, translate: Translate): string {
  const end = endOf(freeze, now);
  if (end !== undefined) return translate('Until {0}', bothZones(end, freeze.zone, translate));
  return freeze.unknown === undefined ? translate('Until somebody lifts it') : translate('Until its source can be read again');
}

/** Whether a person may break it: it refuses, is not broken already, and does not come from elsewhere without a way to break it. */
export const isBreakable = ({ mode, glass, source, breakGlass }: Freeze): boolean => mode === 'deny' && glass === undefined && (source === undefined || breakGlass !== undefined);

/** What is frozen. */
export function scopeWords(scope: FreezeScope | undefined, translate: Translate): string {
  const { branches, paths, environments, services, actions, agents } = scope ?? {};
  const parts = [
    listed(actions?.map((one) => classWords(one, translate))),
    listed(branches, (names) => translate('on branch {0}', names)), listed(paths, (names) => translate('in {0}', names)), listed(environments, (names) => translate('in the environment {0}', names)),
    listed(services, (names) => translate('of the service {0}', names)), listed(agents?.filter((agent) => agent !== '*').map(nameOfAgent), (names) => translate('by {0}', names)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? translate('For the whole workspace and every agent') : translate('Only {0}', parts.join(', '));
}

/** The same in two words, for the status bar; empty when everything is frozen. */
export function shortScope(scope: FreezeScope | undefined, translate: Translate): string {
  const { branches = [], paths = [], environments = [], services = [], actions = [], agents = [] } = scope ?? {};
  const values = [branches, paths, environments, services, actions, agents].flat().filter((value) => value !== '*').map(visibleLine);
  const [only] = values;
  return only === undefined ? '' : values.length === 1 && only.length <= 16 ? only : translate('in part');
}

/** What no freeze holds, and what this one leaves out. */
export function allowedWords({ allow = [] }: Pick<Freeze, 'allow'>, translate: Translate): string {
  return [...new Set([...neverHeld, ...allow])].map((one) => classWords(one, translate)).concat(translate('local commits')).join(', ');
}

function endingWords({ lift, breakGlass, source }: Freeze, translate: Translate): string {
  const who = lift?.by === undefined || lift.by.length === 0 ? '' : translate('by {0}', lift.by.join(', '));
  const lifting = source === undefined ? [translate('Lifted here, with a reason'), who, lift?.second === true ? translate('together with a second person') : ''] : [translate('Ends where it was declared ({0})', shortFile(source)), who];
  const needs = [breakGlass?.ticket === true ? translate('a ticket') : '', breakGlass?.second === true ? translate('a second person') : ''].filter((need) => need !== '').join(', ');
  const breaking = source !== undefined && breakGlass === undefined ? translate('cannot be broken here') : [translate('can be broken in an emergency'), breakersWords(breakGlass, translate), needs === '' ? '' : translate('with {0}', needs)].filter((part) => part !== '').join(' ');
  return [lifting.filter((part) => part !== '').join(' '), breaking].join(' · ');
}

/** Who may break it and how far, where its rule says so. */
function breakersWords({ by = [], minutes, maxActions }: BreakGlassRule = {}, translate: Translate): string {
  const limits = [minutes === undefined ? '' : translate('{0} minutes', String(minutes)), maxActions === undefined ? '' : translate('{0} acts', String(maxActions))].filter((limit) => limit !== '').join(', ');
  return [by.length === 0 ? '' : translate('by {0}', by.join(', ')), limits === '' ? '' : translate('for at most {0}', limits)].filter((part) => part !== '').join(' ');
}

/** A class of acts, as a person says it. */
export function classWords(action: ActionClass, translate: Translate): string {
  switch (action) {
    case 'read': return translate('reading');
    case 'edit': return translate('editing');
    case 'build': return translate('building');
    case 'test': return translate('testing');
    case 'package': return translate('installing packages');
    case 'delete': return translate('deleting');
    case 'history': return translate('rewriting history');
    case 'branch-push': return translate('pushing a feature branch');
    case 'push': return translate('pushing');
    case 'data': return translate('changing data');
    case 'schema': return translate('changing a schema');
    case 'infrastructure': return translate('changing infrastructure');
    case 'deploy': return translate('deploying');
    case 'publish': return translate('publishing');
    case 'container': return translate('changing containers');
    case 'network': return translate('sending to other systems');
    case 'system': return translate('changing the system');
    case 'secret': return translate('using secrets');
    case 'config': return translate('changing what runs by itself');
  }
}

const nameOfAgent = (agent: string): string => {
  const known = agentIds.find((id) => id === agent);
  return known === undefined ? agent : agentName(known);
};

const listed = (values: readonly string[] | undefined, say: (names: string) => string = (names) => names): string => (values === undefined || values.length === 0 ? '' : say(values.join(', ')));
