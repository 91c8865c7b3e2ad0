import type { ProgramTable } from '../../programTable.ts';
import { accounting } from './accounting.ts';
import { codes } from './codes.ts';
import { dataTools } from './dataTools.ts';
import { desktopTools } from './desktopTools.ts';
import { documents } from './documents.ts';
import { downloads } from './downloads.ts';
import { encryption } from './encryption.ts';
import { finders } from './finders.ts';
import { games } from './games.ts';
import { helpers } from './helpers.ts';
import { hobby } from './hobby.ts';
import { imageFilters } from './imageFilters.ts';
import { imageTools } from './imageTools.ts';
import { mail } from './mail.ts';
import { media } from './media.ts';
import { science } from './science.ts';
import { sharing } from './sharing.ts';
import { terminals } from './terminals.ts';
import { timekeeping } from './timekeeping.ts';
import { typesetting } from './typesetting.ts';
import { windows } from './windows.ts';

/** Programs for people: documents, pictures, sound, search, mail, calendars, games, science and the desktop. */
export const applications: readonly ProgramTable[] = [
  ...accounting,
  ...codes,
  ...dataTools,
  ...desktopTools,
  ...documents,
  ...downloads,
  ...encryption,
  ...finders,
  ...games,
  ...helpers,
  ...hobby,
  ...imageFilters,
  ...imageTools,
  ...mail,
  ...media,
  ...science,
  ...sharing,
  ...terminals,
  ...timekeeping,
  ...typesetting,
  ...windows,
];
