import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Bench } from '../bench.ts';
import { runCommand, type Page } from '../workbench/window.ts';
import { tagout } from './commandLine.ts';
import { stateOf } from './processes.ts';

/** Somebody with a machine of their own whose signature counts on the bench. */
export interface SecondPerson {
  /** Approves the request that the clipboard holds, and leaves the signed answer there. */
  readonly signs: () => Promise<void>;
  /** Their signature counts no more. */
  readonly forget: () => void;
}

/** Makes keys for the bench and for another person, and names that person as one who may answer. */
export function secondPerson({ page, directories: { home, root: below }, sample: { root } }: Bench, name: string): SecondPerson {
  const other = path.join(below, 'second');
  for (const folder of [path.join(home, '.ssh'), path.join(other, '.ssh')].filter((one) => !existsSync(path.join(one, 'id_ed25519')))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path.join(folder, 'id_ed25519')]);
  }
  const signers = path.join(stateOf(home), 'allowed_signers');
  writeFileSync(signers, `${name} ${readFileSync(path.join(other, '.ssh', 'id_ed25519.pub'), 'utf8')}`);
  const signs = async (): Promise<void> => {
    const request = path.join(other, 'request.json');
    writeFileSync(request, await page.evaluate(() => navigator.clipboard.readText()));
    await page.evaluate((text) => navigator.clipboard.writeText(text), tagout(other, root, ['answer', request, '--approve']));
  };
  return { signs, forget: () => rmSync(signers) };
}

/** Hands the answer on the clipboard to the window. */
export async function importAnswer(page: Page): Promise<void> {
  await runCommand(page, 'Tagout: Import Answer');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'From the Clipboard' }).first().click();
}
