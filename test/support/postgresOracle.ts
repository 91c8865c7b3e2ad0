/*
 * libpg-query: PostgreSQL's own parser, as an oracle for our reading of SQL. Nothing else tells what kind of statement a
 * text is without a database; it is a development dependency only.
 */
import { loadModule, parseSync } from 'libpg-query';

/** How grave a statement is at least: 0 reads · 1 comes back in one step · 2 with effort · 3 some rows are lost · 4 all of something is. */
export type Gravity = 0 | 1 | 2 | 3 | 4;

/** Loads the parser; call it before {@link gravityOf}. */
export const loadOracle = (): Promise<void> => loadModule();

/** The gravity of the worst statement, or undefined where PostgreSQL does not read the text at all. */
export function gravityOf(sql: string): Gravity | undefined {
  let tree: unknown;
  try {
    tree = parseSync(sql);
  } catch {
    return undefined;
  }
  let worst: Gravity = 0;
  visit(tree, (kind, node) => {
    const gravity = gravityOfNode(kind, node);
    if (gravity > worst) worst = gravity;
  });
  return worst;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every node with its kind; a plan that is only shown is not gone into. */
function visit(value: unknown, each: (kind: string, node: Tree) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, each);
  if (!isTree(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isTree(inner) && /^[A-Z]/.test(key)) {
      if (key === 'ExplainStmt' && !analyses(inner)) continue;
      each(key, inner);
    }
    visit(inner, each);
  }
}

const analyses = (explain: Tree): boolean => JSON.stringify(explain['options'] ?? '').includes('"analyze"') && !/"analyze","arg":\{"(?:Boolean|String|Integer)":\{(?:"boolval":false|"sval":"(?:false|off)"|"ival":0|)\}/.test(JSON.stringify(explain['options']));

const gravities: Readonly<Record<string, Gravity>> = {
  TruncateStmt: 4, DropdbStmt: 4, DropOwnedStmt: 4, DropRoleStmt: 3, DoStmt: 4, CallStmt: 3, ExecuteStmt: 3, DropTableSpaceStmt: 4, MergeStmt: 3,
  GrantStmt: 2, GrantRoleStmt: 2, AlterRoleStmt: 2, CreateRoleStmt: 2, AlterSystemStmt: 2, RenameStmt: 2, LoadStmt: 3, CreateSubscriptionStmt: 2, DropSubscriptionStmt: 2,
  CreateStmt: 1, IndexStmt: 1, ViewStmt: 1, CreateTableAsStmt: 1, CreateSchemaStmt: 1, CreateFunctionStmt: 1, CreatedbStmt: 1, CreateExtensionStmt: 1, CreateSeqStmt: 1, InsertStmt: 1,
};

/** Functions that change something while a query looks like reading. */
const functions: Readonly<Record<string, Gravity>> = { lo_unlink: 4, dblink_exec: 4, pg_terminate_backend: 2, setval: 2, pg_read_file: 2, query_to_xml: 3, lo_export: 3, pg_reload_conf: 2, lo_import: 2 };

function gravityOfNode(kind: string, node: Tree): Gravity {
  const fixed = gravities[kind];
  switch (kind) {
    case 'DeleteStmt':
    case 'UpdateStmt':
      return node['whereClause'] === undefined || isTrue(node['whereClause']) ? 4 : 3;
    case 'InsertStmt':
      return JSON.stringify(node['onConflictClause'] ?? '').includes('ONCONFLICT_UPDATE') ? 3 : 1;
    case 'SelectStmt':
      return node['intoClause'] === undefined ? 0 : 1;
    case 'DropStmt':
      return /VIEW|INDEX|TRIGGER|FUNCTION|PROCEDURE|RULE|POLICY|AGGREGATE|OPERATOR|CAST|COLLATION|STATISTIC/.test(String(node['removeType'])) ? 2 : 4;
    case 'AlterTableCmd':
      return node['subtype'] === 'AT_DropColumn' ? 4 : node['subtype'] === 'AT_AlterColumnType' ? 3 : 1;
    case 'CopyStmt':
      return node['is_program'] === true ? 4 : node['is_from'] === true ? 1 : node['filename'] === undefined ? 0 : 3;
    case 'FuncCall':
      return functions[nameOf(node)] ?? 0;
    default:
      return fixed ?? 0;
  }
}

function nameOf(call: Tree): string {
  const parts = Array.isArray(call['funcname']) ? call['funcname'] : [];
  return JSON.stringify(parts.at(-1) ?? '').match(/"sval":"(\w+)"/)?.[1] ?? '';
}

/** Folds a condition whose value does not hang on the rows. */
function isTrue(value: unknown): boolean {
  if (!isTree(value)) return false;
  const [kind, node] = Object.entries(value)[0] ?? [];
  if (!isTree(node)) return false;
  if (kind === 'A_Const') return JSON.stringify(node).includes('"boolval":true');
  if (kind === 'BoolExpr') {
    const words: readonly unknown[] = Array.isArray(node['args']) ? node['args'] : [];
    if (node['boolop'] === 'OR_EXPR') return words.some(isTrue);
    if (node['boolop'] === 'AND_EXPR') return words.every(isTrue);
    return isFalse(words[0]);
  }
  if (kind === 'NullTest') return node['nulltesttype'] === 'IS_NOT_NULL';
  if (kind !== 'A_Expr' || node['kind'] !== 'AEXPR_OP') return false;
  const operator = /"sval":"([^"]+)"/.exec(JSON.stringify(node['name']))?.[1] ?? '';
  const [left, right] = [plain(node['lexpr']), plain(node['rexpr'])];
  if (left === right) return ['=', '<=', '>='].includes(operator);
  const [first, second] = [numberOf(node['lexpr']), numberOf(node['rexpr'])];
  if (first === undefined || second === undefined) return false;
  return operator === '=' ? first === second : operator === '>' ? first > second : operator === '<' ? first < second : operator === '<>' ? first !== second : false;
}

function isFalse(value: unknown): boolean {
  if (!isTree(value)) return false;
  const text = JSON.stringify(value);
  return /^\{"A_Const":\{"boolval":\{\}/.test(text) || (text.startsWith('{"NullTest"') && text.includes('IS_NULL'));
}

/** A tree without the places of its words. */
const plain = (value: unknown): string => JSON.stringify(value ?? null).replace(/,?"location":\d+/g, '');

function numberOf(value: unknown): number | undefined {
  const found = /^\{"A_Const":\{"ival":\{(?:"ival":(-?\d+))?\}/.exec(plain(value));
  return found === null ? undefined : Number(found[1] ?? 0);
}
