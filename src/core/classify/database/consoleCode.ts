import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** Names that only ask or show, in the consoles of Rails, Django and Laravel. Any other name may be a method that writes. */
const reading = new Set(
  ('count first last all where find find_by exists exists? any? none? empty? present? pluck ids limit offset order order_by filter exclude values values_list get puts print pp p inspect to_a to_s to_sql size length ' +
    'sum average avg maximum minimum max min group group_by select distinct aggregate annotate explain take latest oldest toArray toJson toSql dump dd echo var_dump print_r json_encode len list str int dict sorted ' +
    'map do end not and or in if else for true false nil null None True False objects query joins includes preload with withCount column_names columns table_name attribute_names attributes keys name title email status id ' +
    'created_at updated_at env version pk using only reverse').split(' '),
);
/** Constants that reach beyond the tables of the application. */
const beyond = /^(?:Kernel|File|Dir|IO|Process|Object|FileUtils|System|Marshal|Open3|Storage|Artisan|Process|Http|Mail|Shell|ENV|PTY|Socket|Net|URI|ObjectSpace|Binding|Method|Module|Class)$/;

/** `rails runner CODE`, `manage.py shell -c CODE`, `artisan tinker --execute=CODE`: code whose every name only reads is a query; a console and any other code may do anything. */
export const consoleCode: Handler = (invocation, scope) => {
  const given = invocation.value('--execute') ?? invocation.value('-c') ?? (/^(?:runner|r)$/.test(invocation.path.at(-1) ?? '') ? invocation.operands[0] : undefined);
  if (given?.text !== undefined && onlyReads(given.text)) {
    return [scope.effect({ kind: 'database', reversibility: 'read-only', blastRadius: scope.connectionRadius(scope.variable('DATABASE_URL')), rule: ruleOf(invocation), reason: 'asks the database through the application' }, invocation.span)];
  }
  return [scope.uninspectable(ruleOf(invocation), 'opens a console or runs a script with the database at hand', invocation.span)];
};

/** Whether every name in a piece of code only reads. Names of arguments (`status: 1`, `status=1`) and symbols are data. */
function onlyReads(code: string): boolean {
  const plain = code.replace(/\\(?=[A-Z])/g, '::');
  if (code.length > 2000 || /[`$#\\%]|[^=!<>]=(?=\s*[A-Za-z_]\w*\s*[.(])/.test(plain)) return false;
  const bare = plain.replace(/"[^"]*"|'[^']*'/g, '0').replace(/(?:^|[;\n])[^\S\n]*from [\w.]*models import [\w, ]+(?=[;\n])/g, ';');
  if (/["']|->\s*\{|\bimport\b|&:|[^=!<>]=\s*[^=\s\d]*$/.test(bare)) return false;
  return [...bare.matchAll(/((?<!:):)?([A-Za-z_]\w*[?!]?)(\s*(?::(?!:)|=(?![=>~])))?/g)].every(([, symbol, name = '', argument]) => symbol === ':' || argument !== undefined || reading.has(name) || (/^[A-Z]/.test(name) && !beyond.test(name)));
}
