import { connectionOf } from '../connection.ts';
import type { Handler } from '../handler.ts';

const reads = new Set(
  ('GET MGET STRLEN GETRANGE EXISTS TYPE TTL PTTL KEYS SCAN DBSIZE INFO PING ECHO TIME RANDOMKEY HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HSCAN HSTRLEN LRANGE LLEN LINDEX LPOS SMEMBERS SCARD SISMEMBER ' +
    'SMISMEMBER SSCAN SRANDMEMBER SINTER SUNION SDIFF ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX ZCARD ZSCORE ZMSCORE ZRANK ZREVRANK ZCOUNT ZSCAN ZLEXCOUNT BITCOUNT BITPOS GETBIT PFCOUNT ' +
    'XRANGE XREVRANGE XLEN XINFO XREAD XPENDING OBJECT MEMORY LASTSAVE LATENCY SLOWLOG COMMAND MONITOR SUBSCRIBE PSUBSCRIBE PUBSUB HELLO AUTH SELECT CLIENT ROLE HELP DUMP GEOPOS GEODIST GEOSEARCH JSON.GET ' +
    'JSON.TYPE JSON.STRLEN FT.SEARCH FT.INFO FT._LIST TS.GET TS.RANGE LOLWUT READONLY WAIT').split(' '),
);
const adds = new Set('SET SETNX APPEND INCR INCRBY DECR DECRBY HSET HSETNX HINCRBY LPUSH RPUSH LPUSHX RPUSHX SADD ZADD ZINCRBY XADD PUBLISH PFADD SETBIT GEOADD EXPIRE PEXPIRE PERSIST TOUCH XGROUP MULTI EXEC DISCARD WATCH UNWATCH JSON.SET COPY SETEX MSET'.split(' '));
const destroys = new Set('FLUSHALL FLUSHDB DEL UNLINK GETDEL HDEL LPOP RPOP LREM LTRIM SREM SPOP ZREM ZREMRANGEBYRANK ZREMRANGEBYSCORE ZPOPMIN ZPOPMAX XDEL XTRIM RENAME MOVE RESTORE MIGRATE SWAPDB JSON.DEL FT.DROPINDEX RPOPLPUSH GETSET BLPOP BRPOP'.split(' '));

/** redis-cli by the command it sends; `-h`, `-u` and REDIS_URL say to whom. */
export const redis: Handler = (invocation, scope) => {
  const host = invocation.value('-h') ?? invocation.value('-u');
  const connection = host === undefined ? connectionOf(invocation, scope) : (host.text ?? host.raw);
  const blastRadius = scope.connectionRadius(connection === undefined ? undefined : connection.includes('://') ? connection : `redis://${connection}`);
  const target = { kind: 'database', connection: connection ?? 'default' } as const;
  const unread = (reason: string) => scope.uninspectable('redis.unread', reason, invocation.span, { kind: 'database', blastRadius, target });
  const [first, second] = invocation.operands;
  if (first === undefined) {
    const looks = ['--scan', '--stat', '--bigkeys', '--memkeys', '--hotkeys', '--latency', '--latency-history', '--latency-dist', '--intrinsic-latency', '--rdb'].some((option) => invocation.has(option));
    return looks ? [] : [unread('commands for the store come from elsewhere')];
  }
  if (first.text === undefined) return [unread(`which command \`${first.raw}\` is, is not known before it runs`)];
  const verb = first.text.toUpperCase();
  const effect = (reversibility: 'read-only' | 'reversible' | 'recoverable' | 'irreversible', reason: string, routine = false) =>
    scope.effect({ kind: 'database', reversibility, blastRadius, rule: `redis.${verb.toLowerCase()}`, reason, target, ...(routine && blastRadius === 'machine' ? { posture: 'routine' as const } : {}) }, invocation.span);
  if (verb === 'CONFIG' && second?.text?.toUpperCase() === 'GET') return [effect('read-only', 'reads the settings of the store')];
  if (verb === 'CLIENT' && /^(?:KILL|PAUSE|NO-EVICT)$/i.test(second?.text ?? '')) return [effect('recoverable', 'disturbs other clients of the store')];
  if (reads.has(verb)) return [effect('read-only', 'reads the store')];
  if (adds.has(verb)) return [effect('reversible', 'writes a key', true)];
  if (destroys.has(verb)) return [effect('irreversible', verb.startsWith('FLUSH') ? 'deletes every key' : 'deletes or replaces keys')];
  if (verb === 'EVAL' || verb === 'EVALSHA' || verb === 'FCALL' || verb === 'SCRIPT' || verb === 'FUNCTION') return [unread('runs a script inside the store')];
  return [effect('irreversible', `\`${verb}\` changes how the store runs or what it holds`)];
};
