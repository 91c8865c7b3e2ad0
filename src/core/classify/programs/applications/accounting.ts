import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { asks, routine, shapesOf } from './rows.ts';

const { exactly, tells } = shapesOf('accounting');

const report: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const everywhere = '-f|--file=read -o|--output-file=write -O|--output-format= -b|--begin= -e|--end= -p|--period= --rules-file=read --rules=read --alias= --forecast=? --depth= -w|--width= --format= --sort=? --value= -X|--exchange= --commodity= --round= -c= -n|--head= --drop= --pivot= --color= --account=read --invert --theme= --layout= --interval= -?! --help! --version! --info! --man! --conf=opaque';

/** Plain-text accounting: reports read the journal, a few verbs add to it. */
export const accounting: readonly ProgramTable[] = [
  {
    ...exactly('hledger', '-h! --no-conf', {
      otherOptions: 'harmless',
      everywhere,
      style: 'posix',
      numericOption: true,
      commands: {
        'accounts|acc|a|activity|act|aregister|areg|balance|bal|b|balancesheet|bs|balancesheetequity|bse|cashflow|cf|incomestatement|is|check|check-*|close|equity|codes|commodities|demo|descriptions|desc|diff|files|help|info|man|notes|payees|prices|print|p|print-*|register|reg|r|rewrite|roi|setup|stats|s|tags|test|balance-*|prices-*': report,
        'add|import': { ...report, options: '--dry-run! --catchup', operands: 'read...', effects: [routine('write', 'workspace', 'adds transactions to the journal')] },
        'ui|web|iadd|edit|interest|get|fetch': { ...report, effects: [asks('execute', 'reversible', 'machine', 'starts a program that edits or serves the journal')] },
      },
    }),
    examples: [{ command: 'hledger bal -M -f main.journal', decision: 'allow', reversibility: 'read-only' }, { command: 'hledger import bank.csv', decision: 'allow', reversibility: 'reversible' }, { command: 'hledger is -o ~/.bashrc', decision: 'ask' }],
  },
  { ...tells('hledger-web', `${everywhere} --serve --serve-api --allow= --host= --port= --base-url= --cors= --socket=write`), effects: [asks('network', 'recoverable', 'shared', 'lets others edit the journal', { with: '--host --serve-api' }), routine('execute', 'machine', 'serves the journal to this machine')], examples: [{ command: 'hledger-web --host 0.0.0.0', decision: 'ask' }] },
  {
    // `python` runs what it is told; the reports only read.
    ...exactly('ledger', `${everywhere} --init-file=opaque --price-db=read --script=opaque --debug= --trace= --pager=program`, { otherOptions: 'harmless', style: 'posix', commands: { 'balance|bal|b|register|reg|r|csv|cleared|budget|equity|print|p|prices|pricedb|stats|stat|accounts|commodities|payees|tags|emacs|lisp|xml|select|source|entry|xact|convert|echo|draft|period|query|args|eval|parse|format|expr|budget*': report } }),
    examples: [{ command: 'ledger balance -f main.journal', decision: 'allow', reversibility: 'read-only' }],
  },
  { ...exactly('bean-query bean-report bean-check bean-doctor bean-format', '-h|--help! -v|--version! -f|--format= -o|--output=write -m -q -C', { operands: 'read...' }), examples: [{ command: 'bean-check main.beancount', decision: 'allow' }] },
  { ...exactly('cointop longbridge', '-h|--help! -c=opaque', { commands: { 'price|p|dominance|version|holdings|h|quote|kline|positions|portfolio|news|financial-report|depth|trades|watchlist|servers|test|colorschemes': report, '*': { ...report, effects: [asks('network', 'irreversible', 'shared', 'acts on an account, its orders or its settings')] } } }), examples: [{ command: 'longbridge quote ACME.US', decision: 'allow' }, { command: 'longbridge order buy ACME.US', decision: 'ask' }] },
  { ...exactly('gnucash-cli', '-h|--help! --version!', { otherOptions: 'harmless', options: '-Q|--quotes= -R|--report= -n|--name= -o|--output-file=write --report run -h! --help!', operands: 'data...' }), examples: [{ command: 'gnucash-cli --report list', decision: 'allow' }] },
];
