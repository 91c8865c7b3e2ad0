import { fc } from './fastCheck.ts';

interface Options {
  readonly program: readonly string[];
  /** One spelling of each group is given; short ones of one letter may be bundled. */
  readonly groups: readonly (readonly string[])[];
  readonly operands: readonly string[];
  /** Options must stand before operands. */
  readonly first?: boolean;
}

const commands: readonly Options[] = [
  { program: ['rm'], groups: [['-r', '-R', '--recursive', '--recurs', '--rec'], ['-f', '--force', '--forc'], ['-v', '--verbose']], operands: ['/home/dev/Documents'] },
  { program: ['rm'], groups: [['-r', '--recursive'], ['-f', '--force'], ['--no-preserve-root', '--no-preserve']], operands: ['/'] },
  { program: ['git', 'clean'], groups: [['-f', '--force'], ['-d'], ['-x', '-X'], ['-q', '--quiet']], operands: [] },
  { program: ['git', 'push'], groups: [['-f', '--force', '--forc'], ['-v', '--verbose'], ['-q', '--quiet']], operands: ['origin', 'main'] },
  { program: ['git', 'reset'], groups: [['--hard', '--har'], ['-q', '--quiet']], operands: ['HEAD'] },
  { program: ['git', 'branch'], groups: [['-D'], ['-q', '--quiet']], operands: ['feature'] },
  { program: ['chmod'], groups: [['-R', '--recursive'], ['-v', '--verbose']], operands: ['777', '/etc'] },
  { program: ['shred'], groups: [['-u', '--remove'], ['-z', '--zero'], ['-f', '--force']], operands: ['/home/dev/acme-shop/data/orders.db'] },
  { program: ['docker', 'system', 'prune'], groups: [['-a', '--all'], ['-f', '--force'], ['--volumes']], operands: [] },
  { program: ['docker', 'volume', 'rm'], groups: [['-f', '--force']], operands: ['shop_data'] },
  { program: ['kubectl', 'delete', 'namespace', 'production'], groups: [['--force'], ['--grace-period=0'], ['--wait=false']], operands: [] },
  { program: ['npx', 'prisma', 'migrate', 'reset'], groups: [['--force', '-f'], ['--skip-seed']], operands: [] },
  { program: ['terraform', 'destroy'], groups: [['-auto-approve', '--auto-approve'], ['-no-color']], operands: [] },
];

/** Words of a command with its options in some order and spelling, and its plainest form. */
export const flagOrders: fc.Arbitrary<{ readonly words: readonly string[]; readonly base: readonly string[] }> = fc.constantFrom(...commands).chain(({ program, groups, operands, first }) => {
  const base = [...program, ...groups.map((group) => group[0] ?? ''), ...operands];
  return fc.tuple(
    fc.tuple(...groups.map((group) => fc.constantFrom(...group))),
    fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom('none', 'before', 'after'),
  ).map(([chosen, random, bundle, end]) => {
    const left = [...random];
    const next = (): number => left.pop() ?? 0;
    const shuffled = [...chosen].map((option) => [next(), option] as const).sort(([one], [other]) => one - other).map(([, option]) => option);
    const options = bundle ? bundled(shuffled) : shuffled;
    if (first === true || end === 'before') return { words: [...program, ...options, ...operands], base };
    if (end === 'after' && operands.length > 0) return { words: [...program, ...options, '--', ...operands], base };
    const words = [...operands];
    for (const option of options) words.splice(next() % (words.length + 1), 0, option);
    return { words: [...program, ...words], base };
  });
});

function bundled(options: readonly string[]): readonly string[] {
  const letters = options.filter((option) => /^-[a-zA-Z]$/.test(option));
  const others = options.filter((option) => !letters.includes(option));
  return letters.length < 2 ? options : [`-${letters.map((option) => option.slice(1)).join('')}`, ...others];
}
