import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A fresh directory as {@link temporaryDirectory} gives it, with words for what lies in it. */
export function temporaryPlace(): { readonly path: string; readonly at: (...names: readonly string[]) => string; readonly write: (file: string, text: string) => void } {
  const place = temporaryDirectory();
  return {
    get path() {
      return place.path;
    },
    at: (...names) => path.join(place.path, ...names),
    write: (file, text) => {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    },
  };
}

/** A fresh directory, symlinks resolved, removed after the suite or test that asked for it. Call at the level of `describe`. */
export function temporaryDirectory(): { readonly path: string } {
  let directory = '';
  beforeEach(() => {
    directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-test-')));
  });
  afterEach(() => {
    fs.rmSync(directory, { recursive: true, force: true });
  });
  return {
    get path() {
      return directory;
    },
  };
}
