import assert from 'node:assert/strict';
import type { Action } from '../../../src/core/action.ts';
import { agentIds } from '../../../src/core/action.ts';
import { adapters } from '../../../src/adapters/agents.ts';
import type { AgentEvent } from '../../../src/adapters/adapter.ts';
import { agentFixtures, readJson } from '../../support/agentFixtures.ts';
import { assertGolden } from '../../support/golden.ts';

/** What a fixture's author says that it is, in the words of the fixture list. */
function summary(action: Action): Readonly<Record<string, unknown>> {
  switch (action.kind) {
    case 'shell':
      return { kind: 'shell', command: action.command };
    case 'shell-input':
      return { kind: 'shell_stdin' };
    case 'file': {
      const kinds = { create: 'file_write', modify: 'file_edit', delete: 'file_delete', move: 'file_move', read: 'file_read' };
      return { kind: kinds[action.change.operation], path: action.change.path };
    }
    case 'mcp':
      return { kind: 'mcp', server: action.server, tool: action.tool };
    case 'task':
      return { kind: 'task', task: action.label };
    case 'harmless':
      return { kind: 'subagent' };
    case 'sql':
    case 'tool':
      return { kind: action.kind };
  }
}

const actionsIn = (event: AgentEvent): readonly Action[] => (event.kind === 'proposal' || event.kind === 'outcome' ? event.proposal.actions : []);

describe('adapters: parse', () => {
  for (const agent of agentIds) {
    it(`${agent}: every recorded event, whole`, () => {
      const parsed = agentFixtures.filter((fixture) => fixture.agent === agent).map(({ file, event }) => [file, adapters[agent].parse(event)]);
      assert.ok(parsed.length > 10);
      assertGolden(`adapters/parse.${agent}`, Object.fromEntries(parsed));
    });
  }

  it('agrees with the fixture list on what each proposal is', () => {
    const expected = readJson('expected.json') as Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly paths?: readonly string[] }>>;
    const proposals = agentFixtures.filter(({ file }) => /\/(?:pre|before)tool|\/tool\.execute\.before-/i.test(file) && file in expected);
    assert.equal(proposals.length, 50);
    for (const { agent, file, event } of proposals) {
      const { paths, agent_id, command, ...wanted } = expected[file] ?? {};
      const actions = actionsIn(adapters[agent].parse(event));
      const found = actions.map(summary);
      if (paths !== undefined) assert.deepEqual(found.map(({ path }) => path), paths, file);
      else assert.equal(found.length, 1, file);
      const absolute = typeof wanted['path'] === 'string' && !wanted['path'].startsWith('/') ? `/home/dana/src/orders-api/${wanted['path']}` : wanted['path'];
      for (const [key, value] of Object.entries({ ...wanted, ...(absolute === undefined ? {} : { path: absolute }) })) assert.equal(found[0]?.[key], value, `${file}: ${key}`);
      if (found[0]?.['kind'] === 'shell') assert.equal(found[0]['command'], command, file);
      const parsed = adapters[agent].parse(event);
      assert.equal(parsed.kind === 'proposal' ? parsed.proposal.actor.subagentId : undefined, agent_id, file);
    }
  });
});
