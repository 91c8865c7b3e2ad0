import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const local = (reason: string) => [effect('git-history', 'reversible', 'workspace', reason)];
const refs = (reason: string, more: { readonly with?: string; readonly operand?: string } = {}) => effect('git-history', 'recoverable', 'workspace', reason, more);
const gone = (reason: string, more: { readonly with?: string; readonly without?: string } = {}) => effect('git-history', 'irreversible', 'workspace', reason, more);

/** Options of the commands that print commits or differences; none of them can run or write but those listed with a role. */
const printing =
  '--output=write --ext-diff=opaque -O= -n|--max-count= -S= -G= --grep= --author= --committer= --since|--after= --until|--before= --format= --pretty=? -L= -U|--unified= --date= --diff-filter= --relative=? --word-diff-regex= --stat=? --color=? --submodule=? -M=? -C=? --skip= --decorate-refs= --exclude= --branches=? --tags=? --remotes=? --glob= --encoding= --contents=read --ignore-revs-file=read --no-index --textconv --abbrev=? -s --src-prefix= --dst-prefix= --ws-error-highlight= --color-moved=? --anchored= --diff-algorithm=';
const reads = (options = ''): CommandTable => ({ otherOptions: 'harmless', numericOption: true, options: `${printing} ${options}` });

/** Everyday work whose result git itself keeps. */
const safe = (reason: string, options = ''): CommandTable => ({ otherOptions: 'harmless', options, handler: 'git-hooks', effects: local(reason) });

/** Names of files that hold secrets, without those that are examples. */
const secretName = '(?:\\.env(?!(?:\\.\\w+)*\\.(?:example|sample|template)$)(?:\\.\\w+)*|id_(?:rsa|ed25519|ecdsa)|[^/]+\\.(?:pem|p12|pfx))$';

const transport = '--upload-pack|-u=program --receive-pack=program --exec=program -o|--server-option=';

/** git, by sub-command. What is lost depends on the work tree: the handlers ask it. */
export const git: readonly ProgramTable[] = [
  {
    names: ['git'],
    family: 'git',
    options:
      '-C=workdir -c= --config-env=opaque --exec-path=?opaque --git-dir= --work-tree=workdir --namespace= --super-prefix= -p|--paginate -P|--no-pager --no-replace-objects --no-lazy-fetch --bare --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs --no-optional-locks --html-path! --man-path! --info-path! -v|--version! -h|--help! --list-cmds=',
    everyHandler: 'git-globals',
    commands: {
      'log|show|cat-file|whatchanged': { ...reads('-p|-u|--patch'), effects: [effect('secret', 'recoverable', 'machine', 'shows secrets that the history holds to the agent', { operand: `:(?:.*/)?${secretName}`, rule: 'secrets.read', sure: true }), effect('secret', 'recoverable', 'machine', 'shows secrets that the history holds to the agent', { with: '-p', operand: `^(?:.*/)?${secretName}`, rule: 'secrets.read', sure: true })] },
      'status|blame|annotate|shortlog|describe|rev-parse|rev-list|ls-files|ls-tree|name-rev|merge-base|for-each-ref|show-ref|cherry|range-diff|count-objects|diff-tree|diff-index|diff-files|check-ignore|check-attr|check-mailmap|check-ref-format|var|version|verify-commit|verify-tag|verify-pack|fsck|show-branch|get-tar-commit-id|merge-tree|patch-id|column|stripspace|fmt-merge-msg|interpret-trailers|hash-object|mktree|write-tree|commit-tree|ls-remote-helpers|request-pull|instaweb-status|diagnose|bugreport':
        reads(),
      help: { otherOptions: 'harmless', options: '-a|--all! -g|--guides! -c|--config! -m|--man -w|--web -i|--info', effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { operands: 'some', posture: 'ask' })] },
      diff: { ...reads(), operands: 'read...' },
      grep: reads('-O|--open-files-in-pager=?opaque -e= -f=read -m= -A= -B= --threads= --max-depth='),
      'ls-remote': { options: `--heads|-h --branches|-b --tags|-t --refs -q|--quiet --exit-code --get-url --sort= --symref ${transport}`, operands: 'remote ref...', effects: [effect('git-remote', 'irreversible', 'machine', 'the remote `{1}` is a command', { operand: '^(?:ext|fd)::', uninspectable: true })] },
      'fetch|remote-update': { otherOptions: 'harmless', options: `--depth= --deepen= --shallow-since= --filter= -j|--jobs= --refmap= --recurse-submodules=? ${transport}`, operands: 'remote ref...', effects: [refs('moves a local branch, whatever it holds', { operand: '^\\+[^:]+:(?!refs/remotes/|$)' }), effect('git-remote', 'irreversible', 'machine', 'the remote `{1}` is a command', { operand: '^(?:ext|fd)::', uninspectable: true })] },
      clone: {
        otherOptions: 'harmless',
        options: `-b|--branch= --depth= -o|--origin= --reference= --separate-git-dir=write --template=opaque -c|--config=opaque -j|--jobs= --filter= --shallow-since= --bundle-uri= ${transport}`,
        operands: 'remote append',
        effects: [
          effect('git-history', 'reversible', 'workspace', 'clones `{1}`'),
          effect('execute', 'irreversible', 'machine', 'the remote `{1}` is a command', { operand: '^(?:ext|fd)::', uninspectable: true }),
        ],
      },
      'add|stage': safe('stages changes', '-n|--dry-run! --chmod= --pathspec-from-file=read'),
      commit: safe('records a commit', '-m|--message= -F|--file=read -C|--reuse-message= -c|--reedit-message= --author= --date= -t|--template=read --fixup= --squash= --trailer= --cleanup= -S|--gpg-sign=? -u=? -n|--no-verify -a|--all --amend --dry-run! --pathspec-from-file=read'),
      apply: { otherOptions: 'harmless', options: '-R|--reverse -p|--strip= --directory= --whitespace= -C= -3|--3way --index --cached --reject --include= --exclude= --build-fake-ancestor=write --unsafe-paths --check! --stat! --numstat! --summary!', handler: 'patch', operands: 'read...', effects: [...local('changes files by a patch'), effect('write', 'irreversible', 'machine', 'lets the patch write outside the repository', { with: '--unsafe-paths', uninspectable: true })] },
      am: { ...safe('changes the branch by commits that git keeps', '-p|--strip= --directory= --whitespace= -C= --exclude= --include= --reject --patch-format= -3|--3way -S|--gpg-sign=? --no-verify --abort --quit --continue --skip --resolved --retry --show-current-patch=?'), handler: 'patch' },
      'merge|cherry-pick|revert|pull': safe('changes the branch by commits that git keeps', '-s|--strategy= -X|--strategy-option= -m|--message|--mainline= -F|--file=read -S|--gpg-sign=? --no-verify -r|--rebase=? --abort --quit --continue -p= --directory= --depth= --into-name= --dry-run! --check! --stat! --numstat! --summary!'),
      rebase: safe('replays commits; the reflog keeps the old ones', '-x|--exec=shell --onto= -s|--strategy= -X= -S|--gpg-sign=? --no-verify -C= --whitespace= --empty= --abort --continue --skip --quit'),
      'init|maintenance': safe('sets a repository up', '--template=opaque --separate-git-dir=write -b|--initial-branch= --object-format= --shared=? --ref-format='),
      mv: { ...safe('renames tracked files', '-n|--dry-run! -f|--force'), effects: [...local('renames tracked files'), effect('git-discard', 'irreversible', 'file', 'overwrites a file with another one', { with: '--force' })] },
      'archive': { otherOptions: 'harmless', options: '-l|--list! -o|--output=write --format= --prefix= --add-file=read --remote= --exec=program -v|--verbose --worktree-attributes', operands: 'data...' },
      'notes': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|show|get-ref': { otherOptions: 'harmless', operands: 'data...' }, 'remove|prune': { otherOptions: 'harmless', options: '-n|--dry-run!', operands: 'data...', effects: [refs('removes notes of commits', {})] }, '*': { otherOptions: 'harmless', options: '-F|--file=read', operands: 'data...', effects: [effect('git-history', 'reversible', 'workspace', 'writes a note of a commit')] } } },
      'tag|bundle|format-patch|replace': {
        otherOptions: 'harmless',
        options: '-l|--list! -m|--message= -F|--file=read -u|--local-user= --contains=! --points-at=! --sort=! --format= -n=? -o|--output|--output-directory=write -d|--delete -f|--force --remote= --exec=program --prefix= --cover-letter -S= --subject-prefix= -v|--verify --merged=?! --no-merged=?!',
        effects: [
          { ...effect('git-history', 'reversible', 'workspace', 'adds or reads a name'), without: '--delete --force --verify' },
          refs('deletes or moves a tag', { with: '--delete --force' }),
        ],
      },
      branch: {
        otherOptions: 'harmless',
        options: '-d|--delete -D -m|--move -M -c|--copy -C -f|--force -u|--set-upstream-to= --unset-upstream -t|--track=? --contains=! --no-contains=! --merged=?! --no-merged=?! --points-at=! --sort= --format= -l|--list! -a|--all! -r|--remotes -v|--verbose --show-current! --edit-description',
        effects: [
          { ...effect('git-history', 'reversible', 'workspace', 'names a branch'), without: '-D -M -C --force', operands: 'some' },
          { ...effect('git-history', 'reversible', 'workspace', 'changes what a branch follows or how it is described'), with: '--set-upstream-to --unset-upstream --edit-description' },
          refs('deletes or moves a branch, merged or not: `{operands}`', { with: '-D -M -C --force' }),
        ],
      },
      checkout: {
        options: '-b= -B= --orphan= -t|--track=? --no-track -f|--force -q|--quiet -m|--merge -p|--patch --ours --theirs --detach|-d -l --guess --no-guess --progress --no-progress --ignore-skip-worktree-bits --overlay --no-overlay --conflict= --recurse-submodules=? --no-recurse-submodules --ignore-other-worktrees --pathspec-from-file=read --pathspec-file-nul --overwrite-ignore --no-overwrite-ignore',
        losesWith: '--force',
        handler: 'git-discard',
        effects: local('switches the branch or restores files'),
      },
      switch: {
        options: '-c|--create= -C|--force-create= --orphan= -d|--detach -f|--force --discard-changes -m|--merge -t|--track=? --no-track -q|--quiet --guess --no-guess --conflict= --progress --no-progress --ignore-other-worktrees --recurse-submodules=? --no-recurse-submodules --overwrite-ignore',
        losesWith: '--force --discard-changes',
        handler: 'git-discard',
        effects: [...local('switches the branch'), refs('moves an existing branch', { with: '--force-create' })],
      },
      restore: {
        options: '-s|--source= -S|--staged -W|--worktree -p|--patch --ours --theirs -m|--merge -q|--quiet --progress --no-progress --ignore-unmerged --ignore-skip-worktree-bits --overlay --no-overlay --conflict= --recurse-submodules=? --pathspec-from-file=read --pathspec-file-nul',
        handler: 'git-discard',
        effects: [{ ...effect('git-history', 'reversible', 'workspace', 'unstages changes'), with: '--staged' }],
      },
      reset: {
        options: '--soft --mixed -N --hard --merge --keep -q|--quiet --no-quiet -p|--patch --pathspec-from-file=read --pathspec-file-nul --no-refresh --refresh --recurse-submodules=? --no-recurse-submodules',
        losesWith: '--hard --merge',
        handler: 'git-discard',
        effects: [effect('git-history', 'reversible', 'workspace', 'moves the branch or the index; the work tree stays', { without: '--hard --merge' })],
      },
      rm: { options: '-r -f|--force -n|--dry-run! -q|--quiet --cached --ignore-unmatch --sparse --pathspec-from-file=read --pathspec-file-nul', handler: 'git-discard' },
      clean: { options: '-d -f|--force -i|--interactive -n|--dry-run! -q|--quiet -e|--exclude= -x -X', handler: 'git-clean' },
      'checkout-index': { otherOptions: 'harmless', options: '-f|--force -a|--all --prefix=write --stage= -u -q -n', effects: [effect('git-discard', 'irreversible', 'workspace', 'overwrites the work tree with the index', { with: '--force' })] },
      'read-tree': { otherOptions: 'harmless', options: '-u -m --reset --prefix= --index-output=write', effects: [effect('git-discard', 'irreversible', 'workspace', 'overwrites the work tree', { with: '-u --reset' })] },
      'update-index': safe('changes the index', '--cacheinfo= --chmod= --index-info'),
      stash: {
        otherOptions: 'harmless', options: '-m|--message= -u|--include-untracked -a|--all -k|--keep-index -p|--patch -S|--staged -q|--quiet --index --pathspec-from-file=read', operands: 'data...',
        effects: local('puts uncommitted work aside'),
        commands: {
          'list|show': reads(),
          'push|save|apply|pop|branch|create|store': { otherOptions: 'harmless', options: '-m|--message= --pathspec-from-file=read', effects: local('moves work to or from the stash') },
          drop: { options: '-q|--quiet', effects: [refs('drops a stash; only its commit id can bring it back')] },
          clear: { effects: [refs('drops every stash; only their commit ids can bring them back')] },
        },
      },
      worktree: {
        commands: {
          list: { options: '-v|--verbose --porcelain -z --expire=' },
          'add|lock|unlock|repair|move': safe('adds or moves a work tree', '-b= -B= --reason= --orphan'),
          remove: { options: '-f|--force', effects: [{ ...effect('git-discard', 'irreversible', 'machine', 'deletes a work tree with its uncommitted changes'), with: '--force' }, { ...effect('git-discard', 'reversible', 'workspace', 'removes a clean work tree'), without: '--force' }] },
          prune: safe('forgets work trees that are gone', '--expire= -n|--dry-run!'),
        },
      },
      submodule: {
        otherOptions: 'harmless', effects: local('shows submodules'), operands: 'data...',
        commands: {
          'status|summary': reads(),
          'init|update|add|sync|set-branch|set-url|absorbgitdirs': { otherOptions: 'harmless', options: '--depth= -b|--branch= --name= --reference= -j|--jobs= -f|--force', effects: [...local('fetches or adds submodules'), effect('git-discard', 'irreversible', 'workspace', 'throws away changes in submodules', { with: '--force' })] },
          deinit: { options: '-f|--force --all -q|--quiet', effects: [effect('git-discard', 'irreversible', 'workspace', 'removes the work trees of submodules', { with: '--force' })] },
          foreach: { options: '--recursive -q|--quiet', optionsFirst: true, operands: 'data...', handler: 'git-foreach' },
        },
      },
      remote: {
        options: '-v|--verbose', operands: 'data...',
        commands: {
          'show|get-url': { otherOptions: 'harmless' },
          'add|update|prune': { otherOptions: 'harmless', options: '-t= -m= --mirror=? -n|--dry-run!', effects: [effect('config', 'reversible', 'workspace', 'adds a remote')] },
          'set-url|set-head|set-branches|rename|remove|rm': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'workspace', 'changes where pushes and pulls of this repository go', { posture: 'ask', trustable: 'words' })] },
        },
      },
      config: {
        options: '--global --system --local --worktree -f|--file=append --blob= --get --get-all --get-regexp --get-urlmatch -l|--list --add --replace-all --unset --unset-all --remove-section --rename-section --get-color --get-colorbool -e|--edit --show-origin --show-scope --name-only -z|--null --type= --bool --int --path --default= --includes --no-includes --all --regexp --value= --fixed-value --append --comment= --expiry-date --no-type --bool-or-int --url= --show-names --no-show-names',
        handler: 'git-config',
      },
      reflog: {
        otherOptions: 'harmless', operands: 'data...', numericOption: true,
        commands: {
          'show|list|exists': reads(),
          'expire|delete': { otherOptions: 'harmless', options: '--expire= --expire-unreachable= -n|--dry-run!', effects: [gone('removes the record from which lost commits are found again')] },
        },
      },
      gc: { otherOptions: 'harmless', options: '--prune=? --aggressive --auto -q|--quiet --force', effects: [gone('deletes unreachable objects at once', { with: '--prune=now --prune=all' }), { ...effect('git-history', 'reversible', 'workspace', 'packs the repository'), without: '--prune=now --prune=all' }] },
      prune: { options: '-n|--dry-run! -v|--verbose --progress --expire=', effects: [gone('deletes unreachable objects')] },
      repack: { otherOptions: 'harmless', options: '-a -A -d -f -l --window= --depth= --cruft --cruft-expiration= -k|--keep-unreachable --unpack-unreachable=? --write-bitmap-index -b -q --max-pack-size= --expire-to=', effects: [...local('packs the repository'), gone('deletes objects that nothing refers to', { with: '--cruft-expiration --unpack-unreachable' })] },
      'filter-branch|filter-repo': { otherOptions: 'harmless', options: '--index-filter=shell --tree-filter=shell --msg-filter=shell --env-filter=shell --parent-filter=shell --commit-filter=shell --tag-name-filter=shell --subdirectory-filter= --setup=shell -d= --path= --replace-text=read --mailmap=read --analyze!', effects: [gone('rewrites the whole history')] },
      'update-ref': { options: '-d --no-deref -m= --stdin -z --create-reflog', effects: [refs('moves or deletes a ref')] },
      'symbolic-ref': { options: '-d|--delete -q|--quiet --short --recurse -m=', effects: [{ ...effect('git-history', 'reversible', 'workspace', 'changes what HEAD points to'), without: '--short' }, effect('git-history', 'recoverable', 'workspace', 'deletes a ref', { with: '-d' })] },
      bisect: { otherOptions: 'harmless', operands: 'data...', commands: { run: { optionsFirst: true, operands: 'command' }, 'log|terms': { otherOptions: 'harmless', operands: 'data...' }, 'start|good|bad|old|new|reset|skip|visualize|view|replay|next': safe('moves to another commit; nothing is lost') } },
      'difftool|mergetool': { otherOptions: 'harmless', options: '-t|--tool= -x|--extcmd=shell -y|--no-prompt -g|--gui', effects: local('opens a comparison') },
      'sparse-checkout': { otherOptions: 'harmless', effects: local('changes which files are checked out'), operands: 'data...' },
      lfs: { otherOptions: 'harmless', operands: 'data...', commands: { 'ls-files|status|env|track|untrack|install|fetch|pull|checkout|logs|version': safe('changes large file handling'), prune: { otherOptions: 'harmless', options: '-d|--dry-run!', effects: local('removes local copies that the remote holds') }, 'push|migrate': { otherOptions: 'harmless', effects: [effect('git-remote', 'recoverable', 'shared', 'moves large files')] } } },
      push: {
        options:
          '-u|--set-upstream -f|--force --force-with-lease=? --no-force-with-lease --force-if-includes --all --branches --mirror --tags --follow-tags -d|--delete -n|--dry-run! --prune --no-verify --verify -q|--quiet -v|--verbose --progress --no-progress --atomic --no-atomic --porcelain -o|--push-option= --receive-pack=program --exec=program --repo=remote --signed=? --thin --no-thin -4|--ipv4 -6|--ipv6 --recurse-submodules=?',
        operands: 'remote ref...',
        handler: 'git-push',
      },
      'rerere|commit-graph|pack-refs|prune-packed|update-server-info|unpack-file|unpack-objects|index-pack|pack-objects|multi-pack-index|pack-redundant|mktag|replay|refs|quiltimport|hook|scalar': safe('works on what git stores', '-o|--output=write'),
      'mailinfo|mailsplit': { otherOptions: 'harmless', options: '-o=write', operands: 'write...', effects: local('splits mails into patches') },
      'show-index|last-modified|repo|verify-bundle|backfill': reads(),
      'merge-file': { otherOptions: 'harmless', options: '-p|--stdout -L=', operands: 'pathspec...', effects: local('merges into the first file') },
      'merge-one-file': safe('merges one file'),
      'merge-index': { otherOptions: 'harmless', options: '-o -q -a', operands: 'program data...', effects: local('merges the files of the index') },
      'for-each-repo': { optionsFirst: true, options: '--config= --keep-going', effects: [effect('execute', 'irreversible', 'machine', 'runs a git command in other repositories', { uninspectable: true })] },
      'credential|credential-store|credential-cache|credential-osxkeychain|credential-libsecret|credential-manager': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'shows or changes stored credentials')] },
      subtree: { otherOptions: 'harmless', options: '-P|--prefix= -m|--message= --squash -b|--branch= --onto= --rejoin', operands: 'data...', commands: { 'add|merge|pull|split': safe('changes the branch by commits that git keeps', '-P|--prefix= -m|--message= --squash -b|--branch='), push: { otherOptions: 'harmless', options: '-P|--prefix=', operands: 'data...', effects: [effect('git-remote', 'recoverable', 'shared', 'pushes a part of the repository')] } } },
      'gui|citool': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'machine', 'opens a screen that waits for a person', { posture: 'ask' })] },
      'send-email|daemon|instaweb|svn|p4|cvsimport|fast-import|fast-export|http-push|send-pack': { otherOptions: 'harmless', effects: [effect('git-remote', 'recoverable', 'shared', 'sends or serves the repository to others')] },
    },
    examples: [
      { command: 'git status --short', decision: 'allow', reversibility: 'read-only' },
      { command: 'git log --output=.git/hooks/pre-commit', decision: 'ask' },
      { command: 'git commit -m "rm -rf /"', decision: 'allow', reversibility: 'reversible' },
      { command: 'git commit -m x', decision: 'deny', files: { '.git/hooks/pre-commit': '#!/bin/sh\nrm -rf ~\n' } },
      { command: 'git checkout main', decision: 'allow' },
      { command: 'git checkout main && git merge feature/x && git push', decision: 'ask', facts: { git: { branch: 'feature/x' } } },
      { command: 'git checkout -b feature/y && git push -u origin HEAD', decision: 'allow', facts: { git: { branch: 'main' } } },
      { command: 'git push origin $(git branch --show-current)', decision: 'allow', facts: { git: { branch: 'feature/x' } } },
      { command: 'git switch main; git push origin $(git branch --show-current)', decision: 'ask', facts: { git: { branch: 'feature/x' } } },
      { command: 'git -C packages/api branch -vv', decision: 'allow' },
      { command: 'git -C packages/api branch -C old new', decision: 'ask' },
      { command: 'git remote set-url origin https://github.com/acme/shop.git', decision: 'ask' },
      { command: 'git remote set-url origin https://github.com/acme/shop.git', decision: 'allow', facts: { trusted: [{ program: 'git', scope: 'verb', verb: 'remote set-url origin https://github.com/acme/shop.git' }] } },
      { command: 'git remote set-url origin https://github.com/other/shop.git', decision: 'ask', facts: { trusted: [{ program: 'git', scope: 'verb', verb: 'remote set-url origin https://github.com/acme/shop.git' }] } },
      { command: 'git reset $X', decision: 'ask' },
      { command: 'git reset "$X"', decision: 'ask' },
      { command: 'git checkout "$X"', decision: 'ask' },
      { command: 'git branch $X', decision: 'ask' },
      { command: 'a=("$(cat x)"); git reset "${a[@]}"', decision: 'ask' },
      { command: 'git log $X', decision: 'allow' },
      { command: 'git checkout -b "fix/$X" && git switch "fix/$X"', decision: 'allow' },
      { command: 'git checkout "$(git merge-base main HEAD)"', decision: 'allow' },
      { command: 'base=$(git rev-parse --verify main 2>/dev/null || git rev-parse HEAD); git reset --soft $base', decision: 'allow' },
      { command: 'for b in $(git branch --merged | grep -v main); do git branch -d $b; done', decision: 'allow' },
      { command: 'b=$(cat branch.txt); git checkout $b', decision: 'ask' },
      { command: 'b=$(git branch --list fix | head -1); [ -n "$b" ] || b=main; git checkout "$b"', decision: 'allow' },
      { command: 'git checkout -- src/a.ts', decision: 'ask', reversibility: 'irreversible' },
      { command: 'git checkout .', decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace' },
      { command: 'git restore .', decision: 'allow', facts: { git: { clean: true } } },
      { command: 'cd /tmp && git init try && cd try && git restore file.txt && git clean -fdx', decision: 'allow', reversibility: 'reversible' },
      { command: 'cd /tmp/try && GIT_WORK_TREE=/home/dev/acme-shop git checkout -- .', decision: 'ask' },
      { command: 'git -C /tmp/try --git-dir=/home/dev/acme-shop/.git reset --hard', decision: 'ask' },
      { command: 'git -C /tmp/try --work-tree=/home/dev/acme-shop checkout -- .', decision: 'ask' },
      { command: 'cd /tmp/try && git stash drop', decision: 'ask' },
      { command: 'git checkout --theirs src/a.ts src/b.ts && git add src/a.ts', decision: 'allow', facts: { git: { merging: true, inConflict: ['src/a.ts', 'src/b.ts'] } } },
      { command: 'git checkout --theirs src/a.ts src/b.ts', decision: 'ask', facts: { git: { merging: true, inConflict: ['src/b.ts'] } } },
      { command: 'git checkout --theirs .', decision: 'ask', facts: { git: { merging: true, inConflict: ['src/a.ts'] } } },
      { command: 'git reset --har', decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace' },
      { command: 'git reset --soft HEAD~1', decision: 'allow', reversibility: 'reversible' },
      { command: 'git clean -fdx', decision: 'ask', reversibility: 'irreversible' },
      { command: 'git clean -nd', decision: 'allow', reversibility: 'read-only' },
      { command: 'git branch -D old', decision: 'ask', reversibility: 'recoverable' },
      { command: 'git stash', decision: 'allow' },
      { command: 'git stash drop', decision: 'ask', reversibility: 'recoverable' },
      { command: 'git push origin feature/x', decision: 'allow', reversibility: 'reversible', blastRadius: 'shared' },
      { command: 'git push', decision: 'ask' },
      { command: 'git push --force origin main', decision: 'ask', reversibility: 'recoverable', blastRadius: 'shared' },
      { command: 'git push origin :old', decision: 'ask' },
      { command: 'git -c core.pager="rm -rf ~" -p log', decision: 'deny' },
      { command: 'git -c core.pager=cat log', decision: 'allow' },
      { command: 'git config user.name Dev', decision: 'allow' },
      { command: 'git config core.hooksPath /tmp/h', decision: 'ask' },
      { command: 'git submodule foreach "git reset --hard"', decision: 'ask', reversibility: 'irreversible' },
      { command: 'git -C ../other reset --hard', decision: 'ask', reversibility: 'irreversible' },
      { command: 'git rebase -x "rm -rf ~" main', decision: 'deny' },
      { command: 'git diff /dev/null /etc/shadow', decision: 'ask' },
      { command: 'git diff HEAD~2 -- src/a.ts', decision: 'allow', reversibility: 'read-only' },
      { command: 'git apply --unsafe-paths x.patch', decision: 'ask' },
      { command: 'git frobnicate', decision: 'ask' },
    ],
  },
];
