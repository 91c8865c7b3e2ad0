import type { ProgramTable } from '../../programTable.ts';
import { asks, routine, shapesOf } from './rows.ts';

const { exactly } = shapesOf('encryption');

const shows = '-h|--help! --version! -V!';
const usesKey = (what: string, guards: Parameters<typeof asks>[4] = {}) => asks('secret', 'recoverable', 'machine', what, guards);

/** Encrypting, signing and checking files. Checking and encrypting for others is everyday work; whatever uses or shows a private key is asked about. */
export const encryption: readonly ProgramTable[] = [
  {
    ...exactly(
      'gpg gpg2',
      `${shows} -k|--list-keys|--list-public-keys -K|--list-secret-keys --list-sigs|--list-signatures --check-sigs|--check-signatures --fingerprint --list-packets --list-config --list-options= --card-status --with-colons --with-fingerprint --with-keygrip --keyid-format= --show-keys --locate-keys --print-md --gen-random ` +
        '--verify --verify-files -e|--encrypt -c|--symmetric -s|--sign -b|--detach-sign|--detach-sig --clear-sign|--clearsign -d|--decrypt --dearmor|--dearmour --enarmor|--enarmour --export --import --import-ownertrust --export-ownertrust --receive-keys|--recv-keys --refresh-keys --search-keys --send-keys --fetch-keys ' +
        '--export-secret-keys --export-secret-subkeys --export-ssh-key --generate-key|--gen-key --full-generate-key|--full-gen-key --quick-generate-key|--quick-gen-key --quick-add-key --quick-add-uid --quick-set-expire --edit-key --sign-key --lsign-key --quick-sign-key --generate-revocation|--gen-revoke --change-passphrase|--passwd --card-edit|--edit-card ' +
        '--delete-keys|--delete-key --delete-secret-keys|--delete-secret-key --delete-secret-and-public-keys|--delete-secret-and-public-key -a|--armor|--armour -o|--output=write -r|--recipient= -R|--hidden-recipient= -u|--local-user= --default-key= --batch --yes --no --no-tty -q|--quiet -v|--verbose -n|--dry-run --passphrase= --passphrase-file=read --passphrase-fd= --pinentry-mode= --status-fd= --homedir=read --keyring=read --no-default-keyring --primary-keyring=read --trust-model= --always-trust --keyserver= --keyserver-options= --cipher-algo= --digest-algo= --compress-algo= --s2k-mode= --s2k-digest-algo= --s2k-count= --force-mdc --no-symkey-cache --textmode -t -z= --import-options= --export-options= --list-only --expert --no-auto-key-locate --auto-key-retrieve --no-emit-version --comment= --command-fd= --multifile --set-filename=',
      { operands: 'read...', operandsWith: { '-k -K --list-sigs --check-sigs --fingerprint --locate-keys --export --receive-keys --refresh-keys --search-keys --send-keys --export-secret-keys --export-secret-subkeys --export-ssh-key --quick-generate-key --quick-add-key --quick-add-uid --quick-set-expire --edit-key --sign-key --lsign-key --quick-sign-key --generate-revocation --change-passphrase --delete-keys --delete-secret-keys --delete-secret-and-public-keys --print-md --gen-random': 'data...' } },
    ),
    effects: [
      usesKey('shows what was encrypted', { with: '-d' }),
      usesKey('decrypts a file or shows what it is', { without: '-k -K --list-sigs --check-sigs --fingerprint --list-packets --list-config --list-options --card-status --show-keys --locate-keys --print-md --gen-random --verify --verify-files -e -c -s -b --clear-sign -d --dearmor --enarmor --export --import --import-ownertrust --export-ownertrust --receive-keys --refresh-keys --search-keys --send-keys --fetch-keys --export-secret-keys --export-secret-subkeys --export-ssh-key --generate-key --full-generate-key --quick-generate-key --quick-add-key --quick-add-uid --quick-set-expire --edit-key --sign-key --lsign-key --quick-sign-key --generate-revocation --change-passphrase --card-edit --delete-keys --delete-secret-keys --delete-secret-and-public-keys' }),
      usesKey('shows private keys', { with: '--export-secret-keys --export-secret-subkeys' }),
      usesKey('signs in the name of the person', { with: '-s -b --clear-sign --sign-key --lsign-key --quick-sign-key' }),
      usesKey('makes or changes keys', { with: '--generate-key --full-generate-key --quick-generate-key --quick-add-key --quick-add-uid --quick-set-expire --edit-key --generate-revocation --change-passphrase --card-edit' }),
      asks('secret', 'irreversible', 'machine', 'deletes keys', { with: '--delete-keys --delete-secret-keys --delete-secret-and-public-keys' }),
      asks('config', 'reversible', 'machine', 'takes keys into the key ring of the person', { with: '--import --import-ownertrust --receive-keys --refresh-keys --fetch-keys' }),
      asks('network', 'irreversible', 'shared', 'publishes keys', { with: '--send-keys' }),
      routine('write', 'workspace', 'writes an encrypted or unpacked file', { with: '-e -c --dearmor --enarmor' }),
    ],
    examples: [
      { command: 'gpg --verify dist/a.tgz.asc dist/a.tgz', decision: 'allow', reversibility: 'read-only' },
      { command: 'gpg -e -r team@mail.example docs/a.md', decision: 'allow' },
      { command: 'gpg --export-secret-keys', decision: 'ask' },
      { command: 'gpg -d secrets.gpg', decision: 'ask' },
      { command: 'gpg --dearmor -o /etc/apt/keyrings/acme.gpg', decision: 'ask' },
    ],
  },
  { ...exactly('gpgconf', `${shows} -L|--list-dirs -l|--list-components|--list-config --check-programs --list-options= --check-options= --check-config --query-swdb -X|--show-configs --show-versions --show-socket -R|--reload=? -K|--kill=? --launch= --create-socketdir --apply-defaults --change-options= --dry-run`, { operands: 'data...' }), effects: [routine('process', 'machine', 'starts, ends or reloads helpers of the key ring', { with: '-R -K --launch' }), asks('config', 'reversible', 'machine', 'changes settings of the key ring', { with: '--apply-defaults --change-options' })], examples: [{ command: 'gpgconf --list-components', decision: 'allow' }] },
  { ...exactly('age rage', `${shows} -e|--encrypt -d|--decrypt -p|--passphrase -a|--armor -r|--recipient= -R|--recipients-file=read -i|--identity=read -o|--output=write -j= --max-work-factor=`, { operands: 'read' }), effects: [usesKey('decrypts with a private key', { with: '-d' })], examples: [{ command: 'age -r age1example -o a.age docs/a.md', decision: 'allow' }, { command: 'age -d -i keys.txt a.age', decision: 'ask' }] },
  { ...exactly('minisign signify', `${shows} -V|-Vm -m= -S|-Sm -G -R -C -W -x= -p=read -P= -s=read -c= -t= -q -Q -o -f -l -H -e -n -z`, { style: 'single-dash', operands: 'read...' }), effects: [usesKey('signs with, makes or shows a private key', { with: '-S -G -R -C' })], examples: [{ command: 'minisign -Vm dist/a.tgz -p acme.pub', decision: 'allow' }, { command: 'minisign -Sm dist/a.tgz', decision: 'ask' }] },
  { ...exactly('htpasswd', `${shows} -c -i -b -m -B -2 -5 -C= -r= -d -s -p -D -v -n`, { operands: 'write data...', operandsWith: { '-n': 'data...', '-v': 'read data...' } }), effects: [routine('write', 'workspace', 'changes a list of logins', { without: '-n -v' })], examples: [{ command: 'htpasswd -nbB dev secret', decision: 'allow' }, { command: 'htpasswd -b /etc/nginx/.htpasswd dev secret', decision: 'ask' }] },
  { ...exactly('mkcert', '-install -uninstall -CAROOT -cert-file=write -key-file=write -p12-file=write -client -ecdsa -pkcs12 -csr=read -help! -version!', { style: 'single-dash', operands: 'data...' }), effects: [asks('system', 'reversible', 'machine', 'changes which certificates this machine trusts', { with: '-install -uninstall' }), routine('write', 'workspace', 'makes a certificate for development', { operands: 'some' })], examples: [{ command: 'mkcert localhost', decision: 'allow' }, { command: 'mkcert -install', decision: 'ask' }] },
];
