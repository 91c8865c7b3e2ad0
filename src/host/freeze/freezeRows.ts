import type { BreakGlass } from '../../core/freeze/breakGlass.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import type { SourceReport } from '../../core/freeze/source.ts';
import type { HoldingFreeze, SourceStanding, Standing } from '../../core/freeze/standing.ts';
import type { ActionNode, NoteNode, TraceTree } from '../../core/trace/traceTree.ts';
import { agentName } from '../../core/agentNames.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import type { DeclaredAt } from './declaredAt.ts';
import { countdown, lengthWords, shortTime } from './freezeTimes.ts';
import { freezeFacts, isBreakable, freezeName, shortFile, untilWords, type FreezeFact } from './freezeWords.ts';
import { sourceState, windowWords } from '../status/statusHover.ts';

/** What a person may do with a row; the manifest offers a command for each. */
export type RowOffer = 'liftable' | 'extendable' | 'breakable' | 'mendable' | 'reportable' | 'openable';

/** A row of the view with the rows below it. Texts are plain and on one line. */
export interface FreezeRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color?: string;
  readonly offers: readonly RowOffer[];
  /** What the offers are about: id of a freeze or a break-glass. */
  readonly about?: string;
  /** Where it is declared, for what can be opened. */
  readonly declaredAt?: DeclaredAt;
  readonly open: boolean;
  readonly rows: readonly FreezeRow[];
}

/** What the view draws: the state now, and what was recorded. */
export interface FreezePicture {
  readonly standing: Standing;
  /** Break-glasses that came to their end, latest first. */
  readonly ended: readonly BreakGlass[];
  readonly trace: TraceTree;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The file in which a source is declared; undefined for what people declared in the editor. */
  readonly fileOf: (report: SourceReport) => string | undefined;
}

const historyShown = 100;

/** The whole view, top rows first. Empty when there is nothing to say: then the view says how to begin. */
export function freezeRows({ standing, ended, trace, now, fileOf }: FreezePicture, translate: Translate): readonly FreezeRow[] {
  const { holding, upcoming, sources, glasses, damage } = standing;
  const acts = trace.sessions.flatMap(({ turns }) => turns.flatMap(({ actions }) => actions));
  const history = trace.notes.filter(({ kind }) => kind === 'freeze').slice(0, historyShown);
  const declaredAt = ({ id, source }: Freeze): DeclaredAt | undefined => {
    const report = sources.find((one) => one.report.name === source)?.report;
    return report === undefined ? undefined : entryOf(report, fileOf(report), id);
  };
  const outer = sources.filter(({ report }) => report.kind !== 'person');
  const groups = [
    group('now', translate('In force'), 'lock', [...(damage === undefined ? [] : [damageRow(damage, translate)]), ...holding.map((one) => withOpen(holdingRow(one, acts, now, translate), declaredAt(one.freeze)))]),
    group('broken', translate('Break-glass'), 'flame', glasses.map(({ glass, left }): FreezeRow => leaf({
      id: `glass ${glass.id}`, label: translate('{0} · {1} left', countdown(Date.parse(glass.until) - now), String(left)), description: visibleLine(glass.by), tooltip: visibleLine([glass.reason, glass.ticket ?? ''].filter((text) => text !== '').join(' · ')),
      icon: 'flame', color: 'editorWarning.foreground', offers: ['mendable'], about: glass.id,
    }))),
    group('upcoming', translate('Planned'), 'calendar', upcoming.map((one) => withOpen({
      ...leaf({ id: `window ${one.freeze.id} ${one.window.from}`, label: freezeName(one.freeze, translate), description: translate('in {0}', lengthWords(Date.parse(one.window.from) - now, translate)), tooltip: windowWords(one, translate), icon: 'calendar' }),
      rows: factRows(`window ${one.freeze.id} ${one.window.from}`, [{ icon: 'clock', text: windowWords(one, translate) }, ...freezeFacts(one.freeze, Date.parse(one.window.from), translate).filter(({ icon }) => icon !== 'clock')]),
      ...offersOf(one.freeze, []),
    }, declaredAt(one.freeze)))),
    group('sources', translate('Sources'), 'database', outer.length === 0 ? [] : sources.map((source) => withOpen(sourceRow(source, translate), entryOf(source.report, fileOf(source.report), source.report.name)))),
    { ...group('reports', translate('Break-glass reports'), 'output', ended.map((glass): FreezeRow => leaf({
      id: `report ${glass.id}`, label: visibleLine(glass.reason), description: [localTime(glass.since), visibleLine(glass.by), translate('acts let through: {0}', String(glass.used.length))].join(' · '), tooltip: visibleLine([glass.reason, glass.ticket ?? ''].filter((text) => text !== '').join(' · ')), icon: 'output', offers: ['reportable'], about: glass.id,
    }))), open: false },
    { ...group('history', translate('History'), 'history', history.map((note, index) => historyRow(note, index))), open: false },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function group(id: string, label: string, icon: string, rows: readonly FreezeRow[]): FreezeRow {
  return { id, label, icon, offers: [], open: true, rows, description: rows.length === 0 ? '' : String(rows.length) };
}

/** What another system says stands in no file of ours: there the source itself is. */
const entryOf = ({ kind, name }: SourceReport, file: string | undefined, id: string): DeclaredAt | undefined => (file === undefined ? undefined : { file, entry: kind === 'file' ? id : name });

const withOpen = (row: FreezeRow, declaredAt: DeclaredAt | undefined): FreezeRow => (declaredAt === undefined ? row : { ...row, offers: [...row.offers, 'openable'], declaredAt });

const leaf = (row: Omit<FreezeRow, 'rows' | 'open' | 'offers'> & { readonly offers?: readonly RowOffer[] }): FreezeRow => ({ offers: [], open: false, rows: [], ...row });

const factRows = (of: string, facts: readonly FreezeFact[]): readonly FreezeRow[] => facts.map(({ icon, text }, index) => leaf({ id: `${of} fact ${index}`, label: text, tooltip: text, icon }));

function damageRow(damage: string, translate: Translate): FreezeRow {
  const text = visibleLine(damage);
  return leaf({ id: 'damage', label: translate('Everything: the state cannot be read'), description: text, tooltip: text, icon: 'error', color: 'errorForeground', offers: ['liftable'], about: '' });
}

function holdingRow({ freeze, phase, until }: HoldingFreeze, acts: readonly ActionNode[], now: number, translate: Translate): FreezeRow {
  const id = `freeze ${freeze.id}`;
  const [icon, color] = phase === 'unknown' ? ['question', 'editorWarning.foreground'] : freeze.mode === 'observe' ? ['eye', undefined] : ['lock', freeze.mode === 'deny' ? 'editorWarning.foreground' : undefined];
  const end = until === undefined ? untilWords(freeze, now, translate) : translate('until {0}', shortTime(until, now));
  return {
    id, label: freezeName(freeze, translate), description: [end, freeze.mode === 'deny' ? '' : modeWords(freeze.mode, translate)].filter((part) => part !== '').join(' · '), tooltip: untilWords(freeze, now, translate), icon: icon ?? 'lock', ...(color === undefined ? {} : { color }),
    open: false, rows: [...factRows(id, freezeFacts(freeze, now, translate)), ...refusedRows(id, freeze, acts, translate)],
    ...offersOf(freeze, [...(isBreakable(freeze) ? ['breakable' as const] : []), ...(freeze.source === undefined ? ['liftable' as const, ...(freeze.until === undefined ? [] : ['extendable' as const])] : [])]),
  };
}

const offersOf = ({ id }: Freeze, offers: readonly RowOffer[]): Pick<FreezeRow, 'offers' | 'about'> => ({ offers, about: id });

/** What a freeze refused so far, and who goes on trying. */
function refusedRows(of: string, { id }: Freeze, acts: readonly ActionNode[], translate: Translate): readonly FreezeRow[] {
  const refused = acts.filter(({ status, freezes, verdict, decision }) => status === 'denied' && (verdict?.frozen === true || decision?.by === 'freeze') && freezes.some((freeze) => freeze.id === id));
  if (refused.length === 0) return [];
  const evading = [...new Set(refused.filter(({ retry }) => retry?.evasion === true).map(({ actor }) => (actor === undefined ? translate('an agent') : agentName(actor.agent))))].join(', ');
  const label = evading === '' ? translate('Acts refused: {0}', String(refused.length)) : translate('Acts refused: {0}; {1} tries to get round it', String(refused.length), evading);
  return [{
    ...leaf({ id: `${of} refused`, label, icon: evading === '' ? 'circle-slash' : 'warning', ...(evading === '' ? {} : { color: 'editorWarning.foreground' }) }),
    rows: refused.slice(-20).reverse().map((act) => leaf({ id: `${of} act ${act.id}`, label: visibleLine(act.title), description: [act.actor === undefined ? '' : agentName(act.actor.agent), act.retry === undefined ? '' : translate('tried again after {0} refusals', String(act.retry.refusals))].filter((part) => part !== '').join(' · '), tooltip: `${visibleLine(act.title)} · ${localTime(act.at)}`, icon: act.retry?.evasion === true ? 'warning' : 'circle-slash' })),
  }];
}

function modeWords(mode: Freeze['mode'], translate: Translate): string {
  switch (mode) {
    case 'deny':
      return translate('refuses');
    case 'ask':
      return translate('asks');
    case 'observe':
      return translate('observes');
  }
}

function sourceRow(source: SourceStanding, translate: Translate): FreezeRow {
  const { icon, words } = sourceState(source, translate);
  const { name } = source.report;
  // As everywhere in the editor: a file's name, then where it lies.
  const [label, folder] = /^(.*)\/([^/]+)$/.exec(shortFile(name))?.slice(1).toReversed() ?? [shortFile(name)];
  return leaf({ id: `source ${name}`, label: visibleLine(label ?? name), description: [...(folder === undefined ? [] : [visibleLine(folder)]), ...words].join(' · '), tooltip: [visibleLine(name), ...words].join(' · '), icon, ...(source.stale ? { color: 'editorWarning.foreground' } : {}) });
}

const historyRow = ({ at, text }: NoteNode, index: number): FreezeRow => leaf({ id: `history ${at} ${index}`, label: visibleLine(text), description: localTime(at), tooltip: `${visibleLine(text)} · ${localTime(at)}`, icon: 'history' });
