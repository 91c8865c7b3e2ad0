import { effect, type ProgramTable } from '../programTable.ts';

const local = (reason: string) => [effect('git-history', 'reversible', 'workspace', reason)];

/** git, by sub-command. What is lost depends on the work tree: the handlers ask it. */
export const git: readonly ProgramTable[] = [
  {
    names: ['git'],
    family: 'git',
    style: 'gnu',
    numericOption: true,
    options:
      '-C=workdir -c= --config-env=opaque --exec-path=?opaque --git-dir= --work-tree=workdir --namespace= -p|--paginate -P|--no-pager --no-replace-objects --bare --literal-pathspecs --no-optional-locks --version! --help!',
    
    commands: {
      status: { otherOptions: 'harmless' },
      'log|show|diff|blame|shortlog|describe|rev-parse|ls-files': {
        otherOptions: 'harmless',
        options: '--output=write --ext-diff -O= -n= -S= -G= --grep= --author= --since= --until= --format= --pretty=? -L= -U=?',
      },
      add: { otherOptions: 'harmless', effects: local('stages changes') },
      commit: {
        otherOptions: 'harmless',
        options: '-m|--message= -F|--file=read -C= -c= --author= --date= -t=read --fixup= --squash= --trailer= -n|--no-verify -a|--all --amend --dry-run!',
        handler: 'git-hooks',
        effects: local('records a commit'),
      },
      reset: {
        options: '--soft --mixed -N --hard --merge --keep -q|--quiet -p|--patch --pathspec-from-file=read --no-refresh --refresh',
        operands: 'ref pathspec...',
        handler: 'git-discard',
        effects: [effect('git-history', 'reversible', 'workspace', 'moves the branch or the index; the work tree stays', { without: '--hard --merge' })],
      },
      clean: { options: '-d -f|--force -i|--interactive -n|--dry-run! -q|--quiet -e|--exclude= -x -X', operands: 'pathspec...', handler: 'git-clean' },
      push: {
        options:
          '-u|--set-upstream -f|--force --force-with-lease=? --force-if-includes --all --branches --mirror --tags --follow-tags -d|--delete -n|--dry-run! --prune --no-verify -q|--quiet -v|--verbose --progress --atomic --porcelain -o|--push-option= --receive-pack=program --exec=program --repo=remote --signed=? --thin --no-thin -4 -6 --recurse-submodules=?',
        operands: 'remote ref...',
        handler: 'git-push',
      },
    },
    examples: [
      { command: 'git status --short', decision: 'allow', reversibility: 'read-only' },
    ],
  },
];
