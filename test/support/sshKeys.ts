import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** People with a key each, made by `ssh-keygen` when first asked for. */
export class Keys {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** File of the private key; the public one lies beside it. */
  of(name: string): string {
    const file = path.join(this.#directory, name);
    if (!existsSync(file)) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file]);
    return file;
  }

  publicOf(name: string): string {
    return readFileSync(`${this.of(name)}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  }

  /** A line of `allowed_signers`. */
  allowed(name: string, principal = `${name}@example.org`, options = 'namespaces="tagout"'): string {
    return `${principal} ${options} ${this.publicOf(name)}\n`;
  }

  /** Puts a key where its owner's home has it. */
  intoHome(name: string, home: string): void {
    mkdirSync(path.join(home, '.ssh'), { recursive: true });
    copyFileSync(this.of(name), path.join(home, '.ssh', 'id_ed25519'));
    copyFileSync(`${this.of(name)}.pub`, path.join(home, '.ssh', 'id_ed25519.pub'));
  }

  /** A revocation list with one key. */
  revoke(name: string, file: string): void {
    writeFileSync(file, `${this.publicOf(name)}\n`);
  }
}
