import { deepEqual } from 'node:assert/strict';
import { mcpEffects } from '../../../../src/core/classify/mcp.ts';
import { scopeForTests } from './scopeForTests.ts';

const span = { start: 0, end: 1 };

/** `server/tool` and its arguments → what comes out: `rule`, and behind `:` the text where it was handed on. */
const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['github/get_issue', { owner: 'acme', issue_number: 42 }, ['mcp.read']],
  ['github/create_or_update_file', { owner: 'acme', repo: 'shop', path: 'README.md', content: 'x' }, ['mcp.change']],
  ['github/delete_file', { owner: 'acme', repo: 'shop', path: 'README.md' }, ['mcp.change']],
  ['github/delete_repository', { owner: 'acme', repo: 'shop' }, ['mcp.lose']],
  ['filesystem/read_text_file', { path: '/w/a.ts' }, ['passed.path-read:/w/a.ts']],
  ['filesystem/write_file', { path: '/home/dev/.bashrc', content: 'DROP TABLE x' }, ['passed.path-write:/home/dev/.bashrc']],
  ['filesystem/move_file', { source: 'a', destination: 'b' }, ['passed.path-move:a', 'passed.path-write:b']],
  ['vscode/delete_file', { path: 'notes/plan.md' }, ['passed.path-delete:notes/plan.md']],
  ['vscode/apply_patch', { input: '*** Begin Patch\n*** Delete File: .env\n*** Update File: a.ts\n*** End Patch' }, ['passed.path-delete:.env', 'passed.path-write:a.ts']],
  ['postgres/query', { sql: 'SELECT 1' }, ['passed.sql:SELECT 1']],
  ['postgres/read_query', { query: 'delete from t' }, ['passed.sql:delete from t']],
  ['supabase/execute_sql', { project_id: 'abc', query: 'delete from profiles' }, ['passed.sql:delete from profiles']],
  ['supabase/list_tables', { schemas: ['public'] }, ['mcp.read']],
  ['supabase/delete_branch', { branch_id: 'b1' }, ['mcp.lose']],
  ['x/lookup', { payload: '{"step":{"sql":"DROP TABLE t"}}' }, ['passed.sql:DROP TABLE t']],
  ['x/save_note', { content: 'DROP TABLE t' }, ['mcp.write']],
  ['x/lookup', { filter: 'DROP TABLE t' }, ['passed.sql:DROP TABLE t']],
  ['shell/run_command', { command: 'rm -rf ~/Documents' }, ['passed.shell:rm -rf ~/Documents']],
  ['shell/run_command', { command: 'ls', args: ["it's"], cwd: '/w' }, ["passed.shell:cd '/w' && ls 'it'\\''s'"]],
  ['shell/run', { command: ['rm', '-rf', '/'] }, ['passed.command:rm -rf /']],
  ['docs/get-library-docs', { topic: 'delete cookies' }, ['mcp.read']],
  ['slack/post_message', { text: 'deploying' }, ['mcp.send']],
  ['notes/sync_helper', { mode: 'replace', path: '/' }, ['mcp.write']],
  ['x/frobnicate', {}, ['mcp.unknown-tool']],
  ['memory/create_entities', { entities: [] }, ['mcp.note']],
  ['linear/query', { query: 'mutation { issueDelete(id: "1") { success } }' }, ['mcp.graphql-destroy']],
  ['linear/query', { query: '{ viewer { id } }' }, ['mcp.graphql-query']],
  ['http/fetch', { url: 'https://x.example/a', method: 'DELETE' }, ['http.delete']],
  ['http/fetch', { url: 'https://x.example/a' }, ['http.read']],
  ['playwright/browser_navigate', { url: 'http://localhost:3000/cart' }, ['http.read']],
  ['playwright/browser_click', { element: 'Delete project (confirm)', ref: 'e91' }, ['browser.destructive-text']],
  ['playwright/browser_click', { element: 'Cart link', ref: 'e91' }, ['browser.gesture']],
  ['chrome/click', { uid: '1_2' }, ['browser.unnamed']],
  ['playwright/browser_handle_dialog', { accept: true }, ['browser.unnamed']],
  ['playwright/browser_evaluate', { function: '() => fetch("/x", { method: "DELETE" })' }, ['passed.code-javascript:() => fetch("/x", { method: "DELETE" })']],
  ['playwright/browser_snapshot', {}, ['browser.look']],
  ['git/git_commit', { message: 'x' }, ['passed.command:git commit -m x']],
  ['git/git_reset', {}, ['passed.command:git reset']],
  ['git/git_reset', { mode: 'hard', commit: 'HEAD~1' }, ['passed.command:git reset --hard HEAD~1']],
  ['git/git_push', { force: true, remote: 'origin', branch: 'main' }, ['passed.command:git push --force origin main']],
  ['filesystem/delete_directory', { path: 'docs' }, ['passed.path-delete-tree:docs']],
  ['kubernetes/kubectl_delete', { resourceType: 'namespace', name: 'staging' }, ['passed.command:kubectl delete namespace staging']],
  ['kubernetes/kubectl_get', { resourceType: 'pods', namespace: 'staging' }, ['passed.command:kubectl get pods -n staging']],
  ['docker/remove_volume', { volume_name: 'pg' }, ['passed.command:docker volume rm pg']],
  ['gcloud/run_gcloud_command', { args: ['projects', 'delete', 'acme'] }, ['passed.command:gcloud projects delete acme']],
  ['terraform/ExecuteTerraformCommand', { command: 'destroy' }, ['passed.command:terraform destroy']],
  ['aws/call_aws', { cli_command: 'aws s3 rb s3://acme --force' }, ['passed.shell:aws s3 rb s3://acme --force']],
  ['supabase/generate_typescript_types', { project_id: 'a' }, ['mcp.read']],
  ['supabase/apply_migration', { name: 'vat', query: 'ALTER TABLE orders ADD COLUMN vat numeric' }, ['passed.sql:ALTER TABLE orders ADD COLUMN vat numeric', 'mcp.change']],
  ['neon/run_sql_transaction', { sql_statements: ['SELECT 1', 'DROP TABLE t'] }, ['passed.sql:SELECT 1', 'passed.sql:DROP TABLE t']],
  ['neon/get_connection_string', { projectId: 'a' }, ['mcp.secret']],
  ['mongodb/aggregate', { pipeline: [] }, ['mcp.read']],
  ['mongodb/delete-many', { filter: {} }, ['mcp.destroy']],
  ['notion/notion-search', { query: 'delete account policy' }, ['mcp.read']],
  ['notion/notion-search', { query: 'delete from accounts' }, ['mcp.read']],
  ['vscode/multi_replace_string_in_file', { replacements: [{ filePath: 'src/a.ts', oldString: 'a' }, { filePath: '.env' }] }, ['passed.path-write:src/a.ts', 'passed.path-write:.env']],
  ['time/convert_time', { time: '12:00' }, ['mcp.read']],
  ['time/delete_time', {}, ['mcp.destroy']],
  ['stripe/create_refund', { payment_intent: 'pi' }, ['mcp.send']],
  ['desktop-commander/interact_with_process', { pid: 4, input: 'y' }, ['mcp.run']],
  ['serena/replace_symbol_body', { relative_path: '.github/workflows/ci.yml', body: 'x' }, ['passed.path-write:.github/workflows/ci.yml', 'mcp.local']],
  ['vercel/deploy_to_vercel', {}, ['mcp.deploy']],
  ['netlify/netlify-deploy-services-updater', {}, ['mcp.deploy']],
];

describe('mcp calls', () => {
  for (const [name, input, expected] of cases) {
    it(`${name} ${JSON.stringify(input)}`, () => {
      const [server, tool] = name.split('/');
      deepEqual(
        mcpEffects({ server, tool: tool ?? '', input }, scopeForTests(), span).map((effect) => (effect.rule.startsWith('passed.') ? `${effect.rule}:${effect.reason}` : effect.rule)),
        expected,
      );
    });
  }

  it('asks when the arguments are too deep to be read', () => {
    const deep = '['.repeat(12) + '1' + ']'.repeat(12);
    deepEqual(mcpEffects({ server: 'x', tool: 'get', input: JSON.parse(deep) }, scopeForTests(), span).map((effect) => effect.rule), ['mcp.limit']);
  });
});
