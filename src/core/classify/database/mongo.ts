import { connectionOf } from '../connection.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Effect, Span } from '../../verdict.ts';

const destroying = /\.(?:dropDatabase|drop|dropIndex|dropIndexes|deleteMany|deleteOne|remove|findOneAndDelete|findAndModify|dropUser|dropAllUsersFromDatabase|dropRole|renameCollection|convertToCapped|removeShard)\s*\(/;
const changing = /\.(?:updateMany|updateOne|update|replaceOne|findOneAndUpdate|findOneAndReplace|bulkWrite|mapReduce|save)\s*\(|\$(?:out|merge)\b/;
const adding = /\.(?:insertOne|insertMany|insert|createCollection|createIndex|createIndexes|ensureIndex|createView)\s*\(/;
const running = /\b(?:require|load|eval|Function|process|import|fs|child_process|runProgram|shellHelper|passwordPrompt|connect|Mongo)\b\s*[(.]|\[\s*['"`]|\.(?:runCommand|adminCommand|shutdownServer|fsyncLock|killOp|createUser|updateUser|grantRolesToUser|auth|setProfilingLevel|reIndex)\s*\(|\brs\.|\bsh\./;

/** Effects of mongo shell code, by the methods it calls. Code that runs commands or builds names is not understood. */
export function mongoEffects(code: string, connection: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  const blastRadius = scope.connectionRadius(connection);
  const target = { kind: 'database', connection: connection ?? 'default' } as const;
  const plain = code.replace(/\b(?:rs\.(?:status|conf|config|isMaster|hello|printReplicationInfo|printSecondaryReplicationInfo)|sh\.(?:status|getBalancerState)|db\.(?:runCommand|adminCommand)\s*\(\s*(?:\{\s*)?['"]?(?:ping|serverStatus|listDatabases|buildInfo|dbStats|collStats|hello|isMaster|connectionStatus|listCollections|hostInfo|replSetGetStatus)\b['"]?\s*(?::\s*['"\w.]+)?\s*\}?)\s*\)?/g, ' ').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
  const local = blastRadius === 'machine' || blastRadius === 'workspace';
  const effect = (reversibility: Effect['reversibility'], rule: string, reason: string): Effect =>
    scope.effect({ kind: 'database', reversibility, blastRadius, rule: `mongo.${rule}`, reason, target, ...(reversibility === 'reversible' && local ? { posture: 'routine' as const } : {}) }, span);
  const effects: Effect[] = [];
  if (running.test(plain)) effects.push(scope.uninspectable('mongo.unread', 'runs commands in the database that could not be understood', span, { kind: 'database', blastRadius, target }));
  if (destroying.test(plain)) effects.push(effect('irreversible', 'destroy', 'deletes documents, collections or a database'));
  if (changing.test(plain)) effects.push(effect('irreversible', 'update', 'changes documents'));
  if (adding.test(plain)) effects.push(effect('reversible', 'insert', 'adds documents or indexes'));
  return effects.length > 0 ? effects : [effect('read-only', 'read', 'reads the database')];
}

/** mongosh: its code is judged; without any it opens a session. */
export const mongo: Handler = (invocation, scope) => {
  const code = invocation.values('--eval');
  const connection = invocation.value('-h')?.text ?? connectionOf(invocation, scope);
  if (code.some((value) => value.text === undefined)) return [scope.uninspectable('mongo.unread', 'the code is not known before it runs', invocation.span, { kind: 'database' })];
  const stdin = scope.stdin?.text;
  const texts = [...code.flatMap((value) => (value.text === undefined ? [] : [value.text])), ...(code.length === 0 && stdin !== undefined ? [stdin] : [])];
  if (texts.length === 0 && !invocation.has('-f') && invocation.operands.length < 2) {
    return [scope.uninspectable('mongo.session', 'opens a session in which anything can be typed', invocation.span, { kind: 'database', blastRadius: scope.connectionRadius(connection) })];
  }
  return texts.flatMap((text) => mongoEffects(text, connection, scope, invocation.span));
};
