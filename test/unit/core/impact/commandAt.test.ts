import { deepEqual } from 'node:assert/strict';
import { commandAt, operandsOf, optionValues, type CommandHere } from '../../../../src/core/impact/commandAt.ts';

const at = (command: string, program: string, part = command, dialect: 'posix' | 'powershell' = 'posix'): CommandHere | undefined => {
  const start = command.indexOf(part);
  return commandAt({ actions: [{ kind: 'shell', command, dialect }], span: { start, end: start + part.length }, cwd: '/srv', programs: [program] });
};

describe('the command behind an effect', () => {
  const cases: readonly (readonly [string, CommandHere | undefined, CommandHere | undefined])[] = [
    ['as it stands', at('terraform apply p', 'terraform'), { words: ['apply', 'p'], directory: '/srv' }],
    ['with a path and an ending', at('/usr/bin/terraform apply', 'terraform'), { words: ['apply'], directory: '/srv' }],
    ['after cd', at('cd infra/prod && terraform apply p', 'terraform', 'terraform apply p'), { words: ['apply', 'p'], directory: '/srv/infra/prod' }],
    ['after cd in a subshell', at('(cd infra) && npm publish', 'npm', 'npm publish'), { words: ['publish'], directory: '/srv' }],
    ['inside the subshell', at('(cd infra && npm publish)', 'npm', 'npm publish'), { words: ['publish'], directory: '/srv/infra' }],
    ['after a cd that may not run', at('if x; then cd a; fi; npm publish', 'npm', 'npm publish'), { words: ['publish'], directory: undefined }],
    ['after a cd to a variable', at('cd "$X" && npm publish', 'npm', 'npm publish'), { words: ['publish'], directory: undefined }],
    ['behind wrappers', at('sudo -u deploy npx --yes terraform apply', 'terraform'), { words: ['apply'], directory: '/srv' }],
    ['in a quoted command', at("sh -c 'cd x; npm publish --tag next'", 'npm'), { words: ['publish', '--tag', 'next'], directory: '/srv/x' }],
    ['with a word that is not known', at('kubectl delete pod "$POD"', 'kubectl'), { words: ['delete', 'pod', undefined], directory: '/srv' }],
    ['the one of two that is meant', at('npm publish && cd b && npm publish --tag b', 'npm', 'npm publish --tag b'), { words: ['publish', '--tag', 'b'], directory: '/srv/b' }],
    ['in another shell', at('kubectl delete pod web; ls', 'kubectl', 'kubectl delete pod web', 'powershell'), { words: ['delete', 'pod', 'web'], directory: '/srv' }],
    ['in another shell that moves', at('Set-Location x; npm publish', 'npm', 'npm publish', 'powershell'), { words: ['publish'], directory: undefined }],
    ['not spelled', at('npm run release', 'terraform'), undefined],
  ];
  for (const [title, found, expected] of cases) it(title, () => deepEqual(found, expected));

  it('options in every spelling', () => deepEqual(optionValues(['-n', 'a', '-nb', '--namespace=c', '--namespace', 'd', '--name', 'e'], '-n', '--namespace'), ['a', 'b', 'c', 'd']));
  it('operands', () => deepEqual(operandsOf(['delete', '-n', 'prod', '--force', 'pod', undefined, '--', '-x'], ['-n']), ['delete', 'pod', undefined, '-x']));
});
