/** Files that tools write for a shell to read or run: they set variables, and everybody runs them all day. */
const setUp = /(?:^|\/)(?:\.?v?env[\w.-]*\/(?:bin\/activate|Scripts\/(?:Activate\.ps1|activate(?:\.bat)?))|\.nvm\/nvm\.sh|\.nvm\/bash_completion|\.cargo\/env|\.sdkman\/bin\/sdkman-init\.sh|\.asdf\/asdf\.sh|\.rvm\/scripts\/rvm|conda\.sh|bash_completion|emsdk_env\.sh|setup\.bash)$/i;

/** True for the path of a file by which a tool sets a shell up (`.venv/bin/activate`, `nvm.sh`), by its name alone. */
export function isSetUpScript(path: string): boolean {
  return setUp.test(path);
}
