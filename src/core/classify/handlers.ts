import { containerCopy } from './container/containerCopy.ts';
import { compose } from './container/composeFile.ts';
import { dockerRun } from './container/dockerRun.ts';
import { copyPaths, linkPaths, movePaths } from './files/movePaths.ts';
import { dd } from './files/dd.ts';
import { deletePaths } from './files/deletePaths.ts';
import { fd } from './files/fd.ts';
import { find } from './files/find.ts';
import { patch } from './files/patch.ts';
import { accessRules, permissions } from './files/permissions.ts';
import { gitClean } from './git/clean.ts';
import { gitConfig } from './git/config.ts';
import { gitDiscard } from './git/discard.ts';
import { gitForeach } from './git/foreach.ts';
import { gitGlobals, gitHooks } from './git/globals.ts';
import { gitPush } from './git/push.ts';
import { mongo } from './database/mongo.ts';
import { consoleCode } from './database/consoleCode.ts';
import { goose, ormApply, ormPush, ormReset } from './database/ormConnection.ts';
import { redis } from './database/redis.ts';
import { sqlClient } from './database/sqlClient.ts';
import { crontab } from './system/crontab.ts';
import type { Handler, HandlerName } from './handler.ts';
import { packageInstall } from './packageInstall.ts';
import { ghApi } from './http/forgeApi.ts';
import { httpRequest } from './http/httpRequest.ts';
import { kubectlDelete } from './infrastructure/kubectlDelete.ts';
import { agentStart } from './system/agentStart.ts';
import { kill } from './system/kill.ts';
import { goProgram } from './run/goProgram.ts';
import { just } from './run/justfile.ts';
import { make } from './run/makefile.ts';
import { packageExec, packageScript } from './run/packageRun.ts';
import { interpreter, scriptSession, shell } from './run/shellHandler.ts';
import { servesFiles } from './run/servesFiles.ts';
import { sshOptions } from './run/sshOptions.ts';
import { testSetup } from './run/testSetup.ts';
import { xargs } from './run/xargs.ts';
import { awk } from './text/awk.ts';
import { sed } from './text/sed.ts';
import { rsync } from './transfer/rsync.ts';
import { tar } from './transfer/tar.ts';
import { unpack } from './transfer/unpack.ts';

/** The code behind each handler name. */
export const handlers: Readonly<Record<HandlerName, Handler>> = {
  'delete-paths': deletePaths,
  'copy-paths': copyPaths,
  'move-paths': movePaths,
  'link-paths': linkPaths,
  find,
  fd,
  permissions,
  'access-rules': accessRules,
  patch,
  dd,
  'git-clean': gitClean,
  'git-config': gitConfig,
  'git-discard': gitDiscard,
  'git-foreach': gitForeach,
  'git-globals': gitGlobals,
  'git-hooks': gitHooks,
  'git-push': gitPush,
  shell,
  interpreter,
  xargs,
  'test-setup': testSetup,
  'package-script': packageScript,
  'package-exec': packageExec,
  'package-install': packageInstall,
  'go-program': goProgram,
  'docker-run': dockerRun,
  compose,
  'container-copy': containerCopy,
  'script-session': scriptSession,
  'serves-files': servesFiles,
  tar,
  unpack,
  rsync,
  sed,
  awk,
  make,
  just,
  'ssh-options': sshOptions,
  'sql-client': sqlClient,
  mongo,
  redis,
  'orm-reset': ormReset,
  'orm-apply': ormApply,
  'orm-push': ormPush,
  'console-code': consoleCode,
  crontab,
  goose,
  'http-request': httpRequest,
  'gh-api': ghApi,
  'kubectl-delete': kubectlDelete,
  kill,
  'agent-start': agentStart,
};
