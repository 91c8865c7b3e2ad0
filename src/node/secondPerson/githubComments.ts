/** A place where a request can be posted and answers come from. Whatever else is written there counts for nothing. */
export interface AnswerChannel {
  /** In words, for the trace. */
  readonly name: string;
  /** Posts a text; rejects in plain words. */
  post(text: string): Promise<void>;
  /** Texts that came since the last call, or since the post. Rejects in plain words. */
  read(): Promise<readonly string[]>;
}

/** One issue or pull request of a repository: `owner/name#12`. */
export interface IssuePlace {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

export function parseIssuePlace(text: string): IssuePlace | undefined {
  const [, owner, repository, number] = /^([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100})#([1-9]\d{0,9})$/.exec(text.trim()) ?? [];
  return owner === undefined || repository === undefined || number === undefined ? undefined : { owner, repository, number: Number(number) };
}

export interface GithubOptions {
  /** `https://api.github.com`, or that of an own server. */
  readonly api: string;
  readonly token: string;
  readonly place: IssuePlace;
}

const limitMs = 15_000;
const perPage = 100;
/** Pages of new comments that are read at once. */
const mostPages = 10;

/**
 * Comments of an issue or pull request over GitHub's REST interface (version 2022-11-28): `POST` and `GET
 * /repos/{owner}/{repo}/issues/{number}/comments`. The token is held in memory and sent in a header alone.
 */
export function githubComments({ api, token, place: { owner, repository, number } }: GithubOptions): AnswerChannel {
  const comments = `${api.replace(/(?<!\/)\/+$/, '')}/repos/${owner}/${repository}/issues/${number}/comments`;
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28', 'user-agent': 'tagout' };
  const seen = new Set<number>();
  let since: string | undefined;
  const call = async (url: string, init: RequestInit): Promise<unknown> => {
    // Redirects would carry the token to another place.
    const answered = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(limitMs) });
    if (!answered.ok) throw new Error(`GitHub refused (${answered.status}${answered.status === 401 ? ': the token is not valid' : answered.status === 404 ? ': no such issue, or the token may not see it' : ''})`);
    return answered.json();
  };
  return {
    name: `GitHub ${owner}/${repository}#${number}`,
    async post(text) {
      const made = await call(comments, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ body: text }) });
      const [comment] = commentsIn([made]);
      if (comment === undefined) throw new Error('GitHub answered what is not understood');
      seen.add(comment.id);
      since = comment.updatedAt;
    },
    async read() {
      const texts: string[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const listed = commentsIn(await call(`${comments}?per_page=${perPage}&page=${page}${since === undefined ? '' : `&since=${encodeURIComponent(since)}`}`, { headers }));
        for (const comment of listed) {
          if (seen.has(comment.id)) continue;
          seen.add(comment.id);
          texts.push(comment.body);
        }
        if (listed.length < perPage) break;
      }
      return texts;
    },
  };
}

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly updatedAt: string;
}

function commentsIn(value: unknown): readonly Comment[] {
  if (!Array.isArray(value)) throw new Error('GitHub answered what is not understood');
  return value.flatMap((entry: unknown): readonly Comment[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, body, updated_at: updatedAt }: Partial<Record<string, unknown>> = { ...entry };
    return typeof id === 'number' && typeof body === 'string' && typeof updatedAt === 'string' ? [{ id, body, updatedAt }] : [];
  });
}
