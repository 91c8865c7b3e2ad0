import * as fs from 'node:fs';
import * as path from 'node:path';

/** OpenSSH's own names, keys that somebody has to touch first. */
const names = ['id_ed25519_sk', 'id_ecdsa_sk', 'id_ed25519', 'id_ecdsa', 'id_rsa'];

/** The key that a person signs with: the named one, else the first of the usual names in their `.ssh`. Throws in plain words where there is none. */
export function signingKey(named: string | undefined, home: string): string {
  if (named !== undefined && named.trim() !== '') {
    const file = named.trim().replace(/^~(?=[\\/]|$)/, home);
    if (!fs.existsSync(file)) throw new Error(`the key ${file} does not exist`);
    return file;
  }
  const found = names.map((name) => path.join(home, '.ssh', name)).find((file) => fs.existsSync(file));
  if (found === undefined) throw new Error('there is no SSH key to sign with: make one with `ssh-keygen -t ed25519`, or name one');
  return found;
}
