import type { Freeze } from '../../core/freeze/freeze.ts';
import type { TokenPort } from '../tokenPlace.ts';
import type { SourceEntry } from './freezeSchema.ts';
import type { PlaceKind } from './placeKinds.ts';

/** The one place that a source asks. */
export type SourcePlaces = { readonly [Kind in PlaceKind]?: NonNullable<SourceEntry[Kind]> };

/** A system that is asked for freezes, as the user or the organisation named it. It holds no secret: only where one is. */
export interface RemoteSource {
  readonly name: string;
  readonly from: 'organisation' | 'user';
  /** What all of its freezes are, whatever the system says of itself. */
  readonly kind: Pick<Freeze, 'mode' | 'title' | 'scope' | 'allow' | 'inflight' | 'owner' | 'lift' | 'breakGlass'>;
  readonly reason: string;
  readonly maxStaleMs: number;
  readonly places: SourcePlaces;
}

/** A freeze as a system gives it: when, and what for. */
export type SourceFreeze = Pick<Freeze, 'id' | 'reason' | 'windows' | 'knownUntil'> & { readonly title?: string };

export type SourceAnswer = { readonly ok: true; readonly freezes: readonly SourceFreeze[] } | { readonly ok: false; readonly problem: string };

export interface SourceReply {
  readonly status: number;
  readonly text: string;
}

/** What a source may use. */
export interface SourcePorts {
  readonly now: number;
  /** Follows no redirect, so that a token goes nowhere else; rejects when nobody answers in time, or too much. */
  readonly request: (url: string, options?: { readonly method?: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }) => Promise<SourceReply>;
  readonly token: TokenPort;
  readonly readFile: (file: string) => { readonly ok: true; readonly text: string; readonly changedMs: number } | { readonly ok: false; readonly problem: string };
}

/** Asks one kind of place. Rejects only where a port does. */
export type AskSource<Kind extends PlaceKind> = (place: NonNullable<SourcePlaces[Kind]>, ports: SourcePorts) => Promise<SourceAnswer>;
