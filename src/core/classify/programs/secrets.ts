import { effect, type ProgramTable } from '../programTable.ts';

const family = 'secrets';
const shows = effect('secret', 'recoverable', 'machine', 'shows or uses secrets (`{command}`)');

/** Keys, vaults and password stores. */
export const secrets: readonly ProgramTable[] = [
  {
    names: ['vault', 'bao', 'op', 'pass', 'gopass', 'passage', 'bw', 'rbw', 'lpass', 'keepassxc-cli', 'keyring', 'secret-tool', 'doppler', 'infisical', 'chamber', 'sops', 'age', 'rage', 'dotenvx', 'dotenv-vault', 'aws-vault', 'saml2aws', 'gimme-aws-creds', 'teller', 'berglas', 'git-crypt', 'transcrypt', 'blackbox_cat', 'kpcli', 'ykman', 'akeyless', 'conjur', 'envchain', 'summon', 'credstash', 'keybase', 'enpass-cli', 'elasticsearch-keystore', 'step', 'certbot', 'acme.sh', 'mkcert', 'lego', 'easyrsa', 'cfssl', 'keytool', 'jarsigner', 'apksigner', 'gpg', 'gpg2', 'gpgconf', 'gpg-connect-agent', 'sq', 'ssh-keygen', 'ssh-add', 'ssh-keyscan', 'openssl', 'certutil', 'pk12util', 'tpm2', 'signify', 'minisign', 'htpasswd', 'p11tool', 'certtool', 'keyctl', 'trufflehog', 'gitleaks', 'detect-secrets', 'noseyparker'],
    family,
    everywhere: '--help! --version!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status|version|help|list|ls|--list-keys|--list-secret-keys|-l|-L|-k|-K|--fingerprint|--list-sigs|dgst|x509|rand|verify|ciphers|crl|asn1parse|prime|speed|errstr|find|grep|detect|protect|filesystem|git|dir|scan|certificates|--check-sigs|info|whoami|account|generate-password|inspect|fingerprint|passwd|list-curves|audit|stdin|projects|configs|environments':
        { otherOptions: 'harmless', operands: 'data...', options: '-out|--output|-o=write -in=read -keyout=write' },
      run: { optionsFirst: true, options: '--env-file= --project|-p= --config|-c= --command=shell --no-masking -f= --env=environment --path=', operands: 'command', effects: [shows] },
      exec: { optionsFirst: true, operands: 'data command', effects: [shows] },
      'delete|rm|destroy|remove|purge|revoke|--delete-key|--delete-secret-key|--delete-keys|--delete-secret-keys|erase|reset|wipe|--delete-secret-and-public-key|clear': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'shared', 'deletes keys or secrets (`{command}`)')] },
    },
    effects: [shows],
    examples: [
      { command: 'vault kv get secret/db', decision: 'ask' },
      { command: 'op read op://x/y', decision: 'ask' },
      { command: 'doppler run -- npm run dev', decision: 'ask' },
      { command: 'ssh-keygen -f ~/.ssh/authorized_keys -R old', decision: 'ask' },
      { command: 'gpg --export-secret-keys', decision: 'ask' },
    ],
  },
  {
    names: ['ssh-agent'],
    family,
    optionsFirst: true,
    options: '-a= -c -s -d -D -E= -k -O= -P= -t= --help!',
    operands: 'command',
    effects: [effect('process', 'reversible', 'machine', 'starts or ends a program that holds keys', { posture: 'routine' })],
    examples: [{ command: 'eval "$(ssh-agent -s)"', decision: 'allow' }, { command: 'ssh-agent rm -rf ~/Documents', decision: 'ask' }],
  },
];
