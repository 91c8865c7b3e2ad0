import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

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
