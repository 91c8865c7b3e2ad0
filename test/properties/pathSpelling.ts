import { fc } from './fastCheck.ts';

/** Ways to write an absolute path below `/home/dev`, from the workspace `/home/dev/acme-shop`. */
const spellings: readonly ((below: string) => string)[] = [
  (below) => `/home/dev/${below}`,
  (below) => `~/${below}`,
  (below) => `$HOME/${below}`,
  (below) => `"\${HOME}"/${below}`,
  (below) => `~dev/${below}`,
  (below) => `../${below}`,
  (below) => `./../${below}`,
  (below) => `dist/../../${below}`,
  (below) => `node_modules/.cache/../../../${below}`,
  (below) => `"$PWD/../${below}"`,
  (below) => `~+/../${below}`,
  (below) => `//home///dev/./${below}`,
  (below) => `/tmp/../home/dev/${below}`,
  (below) => `/home/dev/x/../${below}/`,
  (below) => `{/home/dev/${below},/tmp/x}`,
  (below) => `/home/{dev,dev}/${below}`,
  (below) => `/home/d?v/${below}`,
  (below) => `/home/dev/${below.replace(/./, (letter) => `[${letter}]`)}`,
  (below) => `/home/dev/${below.slice(0, 3)}*`,
  (below) => `"$(dirname "$PWD")"/${below}`,
  (below) => `"$(dirname /home/dev/x)/${below}"`,
  (below) => `"$(cd ..; pwd)/${below}"`,
  (below) => `"\${PWD%/*}"/${below}`,
];

const moves = ['', 'cd /home/dev/acme-shop && ', 'cd src; cd ..; ', 'pushd src; popd; ', 'cd "$PWD"; '] as const;
const deletions = ['rm -rf %', 'rm -rf -- %', 'find % -delete', 'shred -u %', 'rm -r dist %', 'x=% ; rm -rf "$x"', 'for d in dist %; do rm -rf "$d"; done', 'chmod -R 000 %'] as const;

/** A deletion of something outside the workspace, its path written in some way. */
export const pathSpellings: fc.Arbitrary<{ readonly line: string; readonly base: string }> = fc
  .tuple(fc.constantFrom('Documents', 'other-project/src', '.ssh/id_rsa', 'acme-shop/src', 'acme-shop/.git'), fc.constantFrom(...spellings), fc.constantFrom(...moves), fc.constantFrom(...deletions))
  .map(([below, spell, move, deletion]) => ({ line: move + deletion.replace('%', () => spell(below)), base: deletion.replace('%', `/home/dev/${below}`) }));
