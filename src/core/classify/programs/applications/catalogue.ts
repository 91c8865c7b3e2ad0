import type { ProgramTable } from '../../programTable.ts';
import { dataTools } from './dataTools.ts';
import { finders } from './finders.ts';
import { imageFilters } from './imageFilters.ts';
import { imageTools } from './imageTools.ts';
import { media } from './media.ts';
import { terminals } from './terminals.ts';
import { windows } from './windows.ts';

/** Programs for people: documents, pictures, sound, search, mail, calendars, games, science and the desktop. */
export const applications: readonly ProgramTable[] = [
  ...dataTools,
  ...finders,
  ...imageFilters,
  ...imageTools,
  ...media,
  ...terminals,
  ...windows,
];
