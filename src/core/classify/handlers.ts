import { copyPaths, linkPaths, movePaths } from './files/movePaths.ts';
import { dd } from './files/dd.ts';
import { deletePaths } from './files/deletePaths.ts';
import { find } from './files/find.ts';
import { permissions } from './files/permissions.ts';
import type { Handler, HandlerName } from './handler.ts';

/** The code behind each handler name. A name without code makes its command uninspectable. */
export const handlers: Partial<Readonly<Record<HandlerName, Handler>>> = {
  'delete-paths': deletePaths,
  'copy-paths': copyPaths,
  'move-paths': movePaths,
  'link-paths': linkPaths,
  find,
  permissions,
  dd,
};
