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
      'login|logout': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes whose secrets later commands use')] },
      'projects|configs|environments': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|get|ls|logs|info|tokens': { otherOptions: 'harmless', operands: 'data...' } }, effects: [effect('secret', 'recoverable', 'shared', 'changes where secrets are kept (`{command}`)', { operands: 'some' })] },
      'status|version|help|list|ls|configure|me|path-help|print|audit|setup|init|scan|activity': { otherOptions: 'harmless', operands: 'data...' },
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
    // Vaults of people and teams: what is deleted there is gone for others too.
    names: ['op', 'bw', 'rbw', 'lpass'],
    family,
    everywhere: '-h|--help! --version! --account= --cache --config=opaque --debug --encoding= --format= --iso-timestamps --no-color --session= --vault=environment --output=write --pretty --raw --response --quiet --nointeraction --sync=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'whoami|account|status|list|ls|version|help|completion|config|sync|unlocked|update|unlock|lock|stop-agent': { otherOptions: 'harmless', operands: 'data...', commands: { 'forget|remove|purge': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'recoverable', 'machine', 'forgets an account on this machine')] } } },
      'login|logout|signin|signout|register': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes whose secrets later commands use')] },
      'generate|gen': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'shared', 'adds a password', { operands: 'some' })] },
      run: { optionsFirst: true, options: '--env-file= --no-masking --environment=environment', operands: 'command', effects: [shows] },
      inject: { otherOptions: 'harmless', options: '-i|--in-file=read -o|--out-file=write', effects: [shows] },
      'item|document|vault|user|group|connect|events-api|service-account|ssh|plugin|send|org|folder|collection|attachment': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'list|ls|template': { otherOptions: 'harmless', operands: 'data...' },
          'delete|rm|remove|revoke|suspend|delete-permanent': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'shared', 'deletes secrets or accounts that others use (`{command}`)')] },
          'create|edit|move|share|add|grant|confirm|reactivate|provision|restore': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'shared', 'changes secrets that others use (`{command}`)')] },
        },
        effects: [shows],
      },
      'delete|rm|remove|purge|destroy': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'shared', 'deletes secrets (`{command}`)')] },
      'create|edit|add|mv|move|duplicate|share|import|restore|passwd|confirm|device-approval': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'shared', 'changes secrets that others use (`{command}`)')] },
    },
    effects: [shows],
    examples: [
      { command: 'op read op://x/y', decision: 'ask', reversibility: 'recoverable' },
      { command: 'op item list', decision: 'allow' },
      { command: 'op item delete db', decision: 'ask', reversibility: 'irreversible' },
      { command: 'op vault delete shop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'op run -- npm test', decision: 'ask' },
      { command: 'bw list items', decision: 'allow' },
      { command: 'bw export --output ~/vault.csv', decision: 'ask' },
    ],
  },
  {
    // A directory of encrypted files under git: what is removed is in its history.
    names: ['pass', 'gopass', 'passage'],
    family,
    everywhere: '--help! --version!',
    options: '-c|--clip=? -q=?',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'ls|list|search|find|fsck|audit|help|version|recipients|mounts|config|sum|completion|history': { otherOptions: 'harmless', operands: 'data...', commands: { 'add|remove|rm|mount|umount': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'changes who reads the store, or what it is made of')] } } },
      'rm|remove|delete': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'machine', 'deletes a password')] },
      'insert|add|generate|edit|mv|rename|cp|copy|init|setup|sync|create|new|set|import|clone|link|merge|move|process|pwgen|templates|env|otp|show|grep|cat|git': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'shows or changes passwords (`{command}`)')] },
    },
    effects: [{ ...shows, operands: 'some' }],
    examples: [{ command: 'pass show acme/db', decision: 'ask', reversibility: 'recoverable' }, { command: 'pass acme/db', decision: 'ask' }, { command: 'pass', decision: 'allow' }, { command: 'pass ls', decision: 'allow' }, { command: 'pass rm -r acme', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['sops'],
    family,
    everywhere: '-h|--help! -v|--version!',
    options: '-d|--decrypt -e|--encrypt -i|--in-place -r|--rotate --output=write --extract= --input-type= --output-type= --age= --kms= --pgp= --set= --config=read',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'filestatus|completion': { otherOptions: 'harmless', operands: 'data...' },
      encrypt: { otherOptions: 'harmless', options: '-i|--in-place --output=write', operands: 'data...', effects: [effect('write', 'reversible', 'workspace', 'encrypts a file')] },
      'exec-env|exec-file': { optionsFirst: true, operands: 'data shell', effects: [shows] },
      'publish|updatekeys|groups|keyservice|set|unset|rotate|edit|decrypt': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'shows, changes or publishes secrets (`{command}`)')] },
    },
    effects: [{ ...shows, without: '-e' }, effect('write', 'reversible', 'workspace', 'encrypts a file', { with: '-e' })],
    examples: [{ command: 'sops -d secrets.enc.yaml', decision: 'ask' }, { command: 'sops -e -i secrets.yaml', decision: 'allow' }, { command: "sops exec-env s.yaml 'rm -rf ~/Documents'", decision: 'ask', blastRadius: 'machine' }],
  },
  {
    names: ['ssh-keygen'],
    family,
    options: '-a= -A -b= -B -c -C= -D=opaque -e -E= -F= -f= -g -h -H -i -I= -k -K -L -l -M= -m= -N= -n= -O= -o -P= -p -Q -q -R= -r= -s= -t= -U -u -V= -v -w=opaque -Y= -y -Z= -z=',
    operands: 'data...',
    effects: [
      effect('secret', 'irreversible', 'machine', 'makes a key, which replaces one of the same name', { without: '-l -L -F -R -y -p -B -Q -Y -e -i -H -r -s -k -c', posture: 'ask' }),
      effect('secret', 'recoverable', 'machine', 'changes the passphrase or the comment of a key', { with: '-p -c' }),
      effect('config', 'recoverable', 'machine', 'forgets the key of a host, or rewrites the file of known hosts', { with: '-R -H' }),
      effect('secret', 'recoverable', 'machine', 'signs with a key, or revokes keys', { with: '-s -k' }),
    ],
    examples: [
      { command: 'ssh-keygen -lf ~/.ssh/id_ed25519.pub', decision: 'allow', reversibility: 'read-only' },
      { command: 'ssh-keygen -F github.com', decision: 'allow' },
      { command: 'ssh-keygen -y -f ~/.ssh/id_ed25519', decision: 'allow' },
      { command: "ssh-keygen -t ed25519 -N '' -f ~/.ssh/id_ed25519", decision: 'ask', reversibility: 'irreversible' },
      { command: 'ssh-keygen -f ~/.ssh/authorized_keys -R old', decision: 'ask' },
      { command: 'ssh-keygen -D ./evil.so', decision: 'ask' },
    ],
  },
  {
    names: ['ssh-add'],
    family,
    options: '-c -C -D -d -E= -e=opaque -H= -h= -K -k -L -l -q -S=opaque -s=opaque -T= -t= -v -X -x --apple-use-keychain --apple-load-keychain',
    operands: 'data...',
    effects: [effect('secret', 'reversible', 'machine', 'lets programs of this session use a key', { without: '-l -L -T -d -D', posture: 'ask' }), effect('secret', 'reversible', 'machine', 'takes keys from the agent', { with: '-d -D', posture: 'ask' })],
    examples: [{ command: 'ssh-add -l', decision: 'allow' }, { command: 'ssh-add ~/.ssh/id_ed25519', decision: 'ask' }, { command: 'ssh-add -D', decision: 'ask' }, { command: 'ssh-add -s ./x.so', decision: 'ask' }],
  },
  {
    // They look for secrets and say where these are; what is found is masked only on request.
    names: ['trufflehog', 'gitleaks', 'detect-secrets', 'noseyparker', 'ggshield'],
    family,
    everywhere: '-h|--help! -v|--version! -r|--report-path|--output|-o=write -c|--config=read --redact=? --no-banner --log-level|-l= -f|--report-format=',
    otherOptions: 'harmless',
    operands: 'data...',
    examples: [{ command: 'gitleaks detect --redact', decision: 'allow' }, { command: 'detect-secrets scan', decision: 'allow' }, { command: 'gitleaks dir -r /home/dev/.bashrc', decision: 'ask' }],
  },
  {
    names: ['keepassxc-cli', 'keyring', 'secret-tool', 'dotenvx', 'dotenv-vault', 'aws-vault', 'saml2aws', 'gimme-aws-creds', 'teller', 'git-crypt', 'transcrypt', 'blackbox_cat', 'kpcli', 'ykman', 'envchain', 'summon', 'credstash', 'keybase', 'enpass-cli', 'elasticsearch-keystore', 'step', 'certbot', 'acme.sh', 'lego', 'easyrsa', 'cfssl', 'keytool', 'jarsigner', 'apksigner', 'gpg-connect-agent', 'sq', 'certutil', 'pk12util', 'tpm2', 'p11tool', 'certtool', 'keyctl'],
    family,
    everywhere: '--help! --version!',
    options: '-D=opaque',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status|version|help|list|ls|--list-keys|--list-secret-keys|-l|-L|-k|-K|--fingerprint|--list-sigs|dgst|x509|rand|verify|ciphers|crl|asn1parse|prime|speed|errstr|find|certificates|--check-sigs|info|whoami|account|generate-password|inspect|fingerprint|list-curves|audit':
        { otherOptions: 'harmless', operands: 'data...', options: '-out|--output|-o=write -in=read -keyout=write' },
      run: { optionsFirst: true, options: '--env-file= --project|-p= --config|-c= --command=shell --no-masking -f= --env=environment --path=', operands: 'command', effects: [shows] },
      exec: { optionsFirst: true, operands: 'data command', effects: [shows] },
      'delete|rm|destroy|remove|purge|revoke|--delete-key|--delete-secret-key|--delete-keys|--delete-secret-keys|erase|reset|wipe|--delete-secret-and-public-key|clear': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'shared', 'deletes keys or secrets (`{command}`)')] },
    },
    effects: [shows],
    examples: [
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
