type Environment = Readonly<Record<string, string | undefined>>;

/*
 * What `os.homedir()` and `os.tmpdir()` say, from the environment where it tells: the hook is started for every call, and
 * loading `node:os` costs a hundredth of it.
 */

/** The user's home directory: `$HOME` on POSIX systems, else what the system has for this user. */
export function homeDirectory(env: Environment, platform: NodeJS.Platform): string {
  const home = platform === 'win32' ? undefined : env['HOME'];
  return home === undefined || home === '' ? process.getBuiltinModule('node:os').homedir() : home;
}

/** The directory for temporary files, without a slash at its end. */
export function temporaryDirectory(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return process.getBuiltinModule('node:os').tmpdir();
  const directory = env['TMPDIR'] || env['TMP'] || env['TEMP'] || '/tmp';
  return directory.length > 1 && directory.endsWith('/') ? directory.slice(0, -1) : directory;
}
