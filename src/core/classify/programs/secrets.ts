import { effect, type ProgramTable } from '../programTable.ts';

const family = 'secrets';
const shows = effect('secret', 'recoverable', 'machine', 'shows or uses secrets (`{command}`)');

/** Keys, vaults and password stores. */
export const secrets: readonly ProgramTable[] = [
  {
    // Stores on a server, which others read from too.
    names: ['vault', 'bao', 'doppler', 'infisical', 'chamber', 'akeyless', 'conjur', 'berglas'],
    family,
    everywhere: '--help! --version! -h!',
    variables: { VAULT_ADDR: 'environment', DOPPLER_CONFIG: 'environment' },
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status|version|help|list|ls|login|configure|projects|configs|environments|me|path-help|print|audit|setup|init|scan|activity': { otherOptions: 'harmless', operands: 'data...' },
      run: { optionsFirst: true, options: '--env-file= --project|-p= --config|-c= --command=shell --env=environment --path= --mount= --fallback= --preserve-env --silent --watch --tags= --projectId=', operands: 'command', effects: [effect('secret', 'recoverable', 'remote', 'gives the secrets of an environment to a program')] },
      exec: { optionsFirst: true, operands: 'data command', effects: [effect('secret', 'recoverable', 'remote', 'gives the secrets of an environment to a program')] },
      'delete|destroy|revoke|remove|rm|purge': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'remote', 'deletes secrets (`{command}`)')] },
      'kv|secret|secrets|token|lease|namespace|policy|transit|operator|auth': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'metadata': { otherOptions: 'harmless', operands: 'data...', commands: { 'delete': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'remote', 'deletes every version of a secret')] }, 'put|patch': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'changes how long secrets are kept')] }, '*': { otherOptions: 'harmless', operands: 'data...' } } },
          'list|ls|lookup|enable-versioning|names|status|capabilities|help|diagnose|members': { otherOptions: 'harmless', operands: 'data...' },
          'delete|destroy|revoke|disable|seal|rekey|rotate|remove|unset': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'remote', 'deletes or replaces secrets (`{command}`)')] },
          'put|patch|set|upload|write|enable|tune|create|undelete|rollback|renew': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'changes secrets that others use (`{command}`)')] },
        },
        effects: [effect('secret', 'recoverable', 'remote', 'shows secrets (`{command}`)')],
      },
    },
    effects: [effect('secret', 'recoverable', 'remote', 'shows or changes secrets (`{command}`)')],
    examples: [
      { command: 'vault kv get secret/db', decision: 'ask', reversibility: 'recoverable', blastRadius: 'shared' },
      { command: 'vault kv list secret/', decision: 'allow' },
      { command: 'vault kv delete secret/db', decision: 'ask', reversibility: 'irreversible' },
      { command: 'doppler run -- npm run dev', decision: 'ask' },
      { command: 'doppler projects delete acme', decision: 'ask' },
      { command: 'doppler projects', decision: 'allow' },
      { command: 'vault status', decision: 'allow' },
    ],
  },
  {
    names: ['openssl'],
    family,
    style: 'single-dash',
    options: '-out=write -keyout=write -in= -inkey= -help! -CAfile= -cert= -key=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      's_client|s_time|version|help|list|speed|errstr|ciphers|x509|crl|verify|dgst|sha256|sha1|sha512|md5|asn1parse|prime|rand|base64|passwd|ocsp|req|genrsa|genpkey|gendsa|ecparam|dhparam|ts': { otherOptions: 'harmless', options: '-engine|-provider|-provider-path=opaque -out=write -keyout=write -in= -config=read -key= -inkey= -CAkey= -passout= -connect= -servername= -days= -subj= -newkey= -name=', operands: 'data...' },
      'enc|aes-256-cbc|rsa|ec|pkey|pkcs12|pkcs8|pkcs7|smime|cms|rsautl|pkeyutl': { otherOptions: 'harmless', options: '-engine|-provider|-provider-path=opaque -out=write -in=read -inkey=read -pass= -k=', operands: 'data...' },
    },
    effects: [shows],
    examples: [
      { command: 'openssl s_client -connect www.acme.example:443 -servername www.acme.example', decision: 'allow' },
      { command: 'openssl x509 -in cert.pem -noout -dates', decision: 'allow' },
      { command: 'openssl rsa -in server.key -text', decision: 'ask' },
      { command: 'openssl req -x509 -newkey rsa:4096 -keyout /home/dev/.ssh/id_rsa -out cert.pem', decision: 'ask' },
    ],
  },
  {
    names: ['op', 'pass', 'gopass', 'passage', 'bw', 'rbw', 'lpass', 'keepassxc-cli', 'keyring', 'secret-tool', 'sops', 'dotenvx', 'dotenv-vault', 'aws-vault', 'saml2aws', 'gimme-aws-creds', 'teller', 'git-crypt', 'transcrypt', 'blackbox_cat', 'kpcli', 'ykman', 'envchain', 'summon', 'credstash', 'keybase', 'enpass-cli', 'elasticsearch-keystore', 'step', 'certbot', 'acme.sh', 'lego', 'easyrsa', 'cfssl', 'keytool', 'jarsigner', 'apksigner', 'gpg-connect-agent', 'sq', 'ssh-keygen', 'ssh-add', 'certutil', 'pk12util', 'tpm2', 'p11tool', 'certtool', 'keyctl', 'trufflehog', 'gitleaks', 'detect-secrets', 'noseyparker'],
    family,
    everywhere: '--help! --version!',
    options: '-D=opaque',
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
      { command: 'op read op://x/y', decision: 'ask' },
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
