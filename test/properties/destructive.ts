/**
 * Commands that destroy, as plain words: absolute paths and no character that a shell would read, except inside words that
 * are always quoted.
 */
export const destructive: readonly (readonly string[])[] = [
  ['rm', '-rf', '/home/dev/Documents'],
  ['rm', '-r', '/home/dev/acme-shop/.git'],
  ['rm', '/home/dev/acme-shop/data/orders.db'],
  ['rm', '-rf', '/'],
  ['shred', '-u', '/home/dev/acme-shop/data/orders.db'],
  ['truncate', '-s', '0', '/home/dev/acme-shop/data/orders.csv'],
  ['mv', '/home/dev/Documents', '/dev/null'],
  ['chmod', '-R', '777', '/etc'],
  ['dd', 'if=/dev/zero', 'of=/dev/sda'],
  ['mkfs.ext4', '/dev/sda1'],
  ['find', '/home/dev/Documents', '-delete'],
  ['git', 'push', '--force', 'origin', 'main'],
  ['git', 'reset', '--hard', 'HEAD'],
  ['git', 'clean', '-fdx'],
  ['git', '-C', '/home/dev/acme-shop', 'checkout', '--', '.'],
  ['git', 'branch', '-D', 'feature'],
  ['psql', '-c', 'DROP TABLE users'],
  ['mysql', '-e', 'TRUNCATE TABLE orders'],
  ['redis-cli', 'FLUSHALL'],
  ['npx', 'prisma', 'migrate', 'reset', '--force'],
  ['terraform', 'destroy', '-auto-approve'],
  ['kubectl', 'delete', 'namespace', 'production'],
  ['helm', 'uninstall', 'shop'],
  ['aws', 's3', 'rb', 's3://acme-data', '--force'],
  ['docker', 'volume', 'rm', 'shop_data'],
  ['docker', 'system', 'prune', '-a', '--volumes', '-f'],
  ['npm', 'publish'],
  ['curl', '-X', 'DELETE', 'https://api.acme.example/users/1'],
  ['crontab', '-r'],
  ['shutdown', '-h', 'now'],
  ['cat', '/home/dev/.ssh/id_rsa'],
];

/** Commands of everyday work. */
export const harmless: readonly string[] = [
  'ls', 'ls -la src', 'git status', 'git diff --stat', 'git log --oneline -5', 'cat package.json', 'grep -rn needle src', 'pwd', 'echo done', 'true',
  'git add -A', 'mkdir -p src/new', 'node --version', 'wc -l src/a.ts', 'head -n 3 README.md', 'x=1', 'export FOO=bar', 'cd src', 'for i in 1 2; do echo $i; done', 'rm -rf dist',
];
