import { deepEqual } from 'node:assert/strict';
import { httpEffects, wordOf, type HttpRequest } from '../../../../src/core/classify/http.ts';
import { scopeForTests } from './scopeForTests.ts';

const span = { start: 0, end: 1 };

interface Case extends Partial<Omit<HttpRequest, 'url' | 'sends'>> {
  readonly url?: string;
  readonly sends?: readonly string[];
  readonly gives: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'reading a remote address': { url: 'https://api.example.com/health', gives: ['http.read read-only shared'] },
  'reading production': { url: 'https://api.prod.example.com/health', gives: ['http.read read-only production'] },
  'reading an unknown address': { gives: ['http.read read-only shared'] },
  'reading the credentials of the instance': { url: 'http://169.254.169.254/latest/meta-data/iam/', gives: ['http.metadata recoverable shared'] },
  'a local file behind a url': { url: 'file:///etc/passwd', gives: ['passed.path-read reversible workspace'] },
  'posting to this machine': { method: 'POST', url: 'localhost:3000/api/cart', gives: ['http.local-write reversible machine'] },
  'posting elsewhere': { method: 'POST', url: 'https://x.example/api', gives: ['http.write recoverable production'] },
  'posting to staging': { method: 'POST', url: 'https://api.staging.x.example/api', gives: ['http.write recoverable shared'] },
  'posting inside a private network': { method: 'POST', url: 'http://10.0.3.4/api', gives: ['http.write recoverable shared'] },
  'a deploy hook': { method: 'POST', url: 'https://api.render.example/deploy/srv-1?key=a', gives: ['http.deploy recoverable production'] },
  'a deploy hook by reading': { url: 'https://api.render.example/deploy/srv-1?key=a', gives: ['http.deploy recoverable production'] },
  'deleting on this machine': { method: 'DELETE', url: 'http://127.0.0.1:8000/agents/1', gives: ['http.delete irreversible machine'] },
  'deleting elsewhere': { method: 'delete', url: 'https://x.example/v1/servers/77', gives: ['http.delete irreversible production'] },
  'an overridden method': { method: 'POST', url: 'http://localhost/x', headers: ['X-HTTP-Method-Override: DELETE'], gives: ['http.delete irreversible machine'] },
  'an address that says reset': { method: 'POST', url: 'http://localhost:3000/api/reset', gives: ['http.destructive-path irreversible machine'] },
  'a search': { method: 'POST', url: 'http://es.example:9200/orders/_search', body: '{}', gives: ['http.search read-only shared'] },
  'a GraphQL query': { method: 'POST', url: 'https://x.example/graphql', body: '{"query":"query { me { id } }"}', gives: ['http.graphql-query read-only shared'] },
  'a GraphQL query that only mentions': { method: 'POST', url: 'https://x.example/graphql', body: '{"query":"query { search(q: \\"mutation delete\\") { id } }"}', gives: ['http.graphql-query read-only shared'] },
  'a GraphQL mutation that deletes': {
    method: 'POST',
    url: 'https://backboard.railway.example/graphql/v2',
    body: '{"query":"mutation { volumeDelete(volumeId: \\"3d2c\\") }"}',
    gives: ['http.graphql-destroy irreversible production'],
  },
  'a GraphQL mutation': { method: 'POST', url: 'https://x.example/graphql', body: 'mutation { rename(id: 1) { id } }', gives: ['http.graphql-mutation recoverable production'] },
  'a file sent away': {
    method: 'POST',
    url: 'https://x.example/up',
    sends: ['a.txt'],
    gives: ['passed.path-read reversible workspace', 'http.upload irreversible shared'],
  },
  'SQL in the query': { url: 'http://localhost:8123/?query=DROP%20TABLE%20x', gives: ['passed.sql reversible workspace', 'http.read read-only machine'] },
};

describe('http requests', () => {
  for (const [title, { gives, url, sends, ...rest }] of Object.entries(cases)) {
    it(title, () => {
      const request = { method: 'GET', body: undefined, ...rest, url: url === undefined ? undefined : wordOf(url, span), sends: (sends ?? []).map((file) => wordOf(file, span)) };
      deepEqual(
        httpEffects(request, scopeForTests(), span).map((effect) => `${effect.rule} ${effect.reversibility} ${effect.blastRadius}`),
        gives,
      );
    });
  }

  it('a secret that is sent away is refused', () => {
    const scope = scopeForTests();
    const secret = { ...scope, path: () => [scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'path.secret', reason: 'x' }, span)] };
    const effects = httpEffects({ method: 'POST', url: wordOf('https://collect.example/x', span), body: undefined, sends: [wordOf('.env', span)] }, secret, span);
    deepEqual(effects.map((effect) => `${effect.rule} ${effect.posture ?? ''}`), ['path.secret ', 'http.disclose deny']);
  });
});
