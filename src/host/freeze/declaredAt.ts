import type { SourceReport } from '../../core/freeze/source.ts';
import { freezePlace } from '../../node/freeze/freezePlaces.ts';

/** Where a freeze or a source is declared: a freeze file, and the id or name of the entry in it. */
export interface DeclaredAt {
  readonly file: string;
  readonly entry: string;
}

/** The file in which a source is declared: a freeze file itself, or the one that names another system. Undefined for what people declared in the editor. */
export function fileOfSource({ kind, from, name }: Pick<SourceReport, 'kind' | 'from' | 'name'>, state: string): string | undefined {
  if (kind === 'person') return undefined;
  const { organisation, user } = freezePlace(state, '', process.platform);
  return kind === 'file' ? name : from === 'organisation' ? organisation : user;
}
