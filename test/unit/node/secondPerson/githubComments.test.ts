import { deepEqual, equal, match } from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubComments, parseIssuePlace } from '../../../../src/node/secondPerson/githubComments.ts';

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly updated_at: string;
  readonly user: { readonly login: string };
}

/** The part of GitHub's REST interface that comments need, with its paging, its `since` and its refusals. */
class Forge {
  readonly requests: string[] = [];
  readonly comments: Comment[] = [];
  status = 0;
  answer: string | undefined;
  #server: Server | undefined;
  #clock = Date.parse('2026-03-01T10:00:00Z');

  add(body: string): Comment {
    const comment = { id: this.comments.length + 1, body, updated_at: new Date(this.#clock += 1000).toISOString(), user: { login: 'bo' } };
    this.comments.push(comment);
    return comment;
  }

  async start(): Promise<string> {
    const server = createServer((request, response) => void this.#serve(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => (this.#server === undefined ? resolve() : this.#server.close(() => resolve())));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://forge');
    this.requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const reply = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
    if (this.status === 302) return void response.writeHead(302, { location: 'http://elsewhere.example/' }).end();
    if (this.status !== 0) { reply(this.status, { message: 'no' }); return; }
    if (this.answer !== undefined) return void response.end(this.answer);
    if (request.headers.authorization !== 'Bearer secret' || request.headers['x-github-api-version'] !== '2022-11-28') { reply(401, { message: 'Bad credentials' }); return; }
    if (url.pathname !== '/repos/acme/shop/issues/12/comments') { reply(404, { message: 'Not Found' }); return; }
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const sent: unknown = JSON.parse(body);
      reply(201, this.add(typeof sent === 'object' && sent !== null && 'body' in sent ? String(sent.body) : '')); return;
    }
    const [perPage, page] = [Number(url.searchParams.get('per_page')), Number(url.searchParams.get('page'))];
    const since = url.searchParams.get('since');
    reply(200, this.comments.filter(({ updated_at }) => since === null || updated_at >= since).slice((page - 1) * perPage, page * perPage));
  }
}

describe('comments of an issue', () => {
  let forge = new Forge();
  let api = '';
  beforeEach(async () => {
    forge = new Forge();
    api = await forge.start();
  });
  afterEach(() => forge.stop());
  const place = { owner: 'acme', repository: 'shop', number: 12 };
  const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Error ? error.message : ''));

  it('are posted, and later ones read once each', async () => {
    forge.add('an old answer');
    const channel = githubComments({ api: `${api}/`, token: 'secret', place });
    await channel.post('the request');
    forge.add('approve!');
    forge.add('signed');
    deepEqual([await channel.read(), await channel.read()], [['approve!', 'signed'], []]);
    equal(channel.name, 'GitHub acme/shop#12');
    match(forge.requests[1] ?? '', /^GET .*per_page=100&page=1&since=2026-03-01T10%3A00%3A02/);
  });
  it('are read over several pages', async () => {
    const channel = githubComments({ api, token: 'secret', place });
    await channel.post('the request');
    for (let index = 0; index < 250; index++) forge.add(String(index));
    deepEqual((await channel.read()).map(Number), Array.from({ length: 250 }, (_, index) => index));
  });
  it('refuse in plain words', async () => {
    match(await failure(githubComments({ api, token: 'wrong', place }).post('x')), /token is not valid/);
    match(await failure(githubComments({ api, token: 'secret', place: { ...place, number: 13 } }).read()), /no such issue/);
    forge.status = 500;
    match(await failure(githubComments({ api, token: 'secret', place }).read()), /refused \(500\)/);
  });
  it('follow no redirect with the token', async () => {
    forge.status = 302;
    equal(await failure(githubComments({ api, token: 'secret', place }).read()), 'fetch failed');
    equal(forge.requests.length, 1);
  });
  it('take nothing that is no list of comments', async () => {
    forge.answer = '{"body":"x"}';
    match(await failure(githubComments({ api, token: 'secret', place }).read()), /not understood/);
    forge.answer = '[1,null,{"id":"x"},{"id":1,"body":"b","updated_at":"2026-03-01T10:00:00Z"}]';
    deepEqual(await githubComments({ api, token: 'secret', place }).read(), ['b']);
  });
  it('stand on an issue of a repository', () => {
    deepEqual(['acme/shop#12', ' acme/shop.js#1 ', 'acme/shop', 'acme/shop#0', '../x#1', 'a/b/c#1', 'acme/shop#1?x', ''].map((text) => parseIssuePlace(text)), [{ ...place }, { owner: 'acme', repository: 'shop.js', number: 1 }, undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});
