import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createSampleWorkspace } from '../../fixtures/sampleWorkspace.ts';
import { chromium, parts, projectRoot, setUp } from '../../support/setup.ts';
import { codex } from '../agents/codex.ts';
import { configureAgent, shellEnvironment } from '../agents/run.ts';
import { protectAgents } from '../product/install.ts';
import { replaceQuestions } from '../product/policy.ts';
import { startModelServer } from '../model/server.ts';
import { packageScriptedModel } from '../scriptedModel/package.ts';
import { chatForms } from '../workbench/chat.ts';
import { makeDirectories, removeDirectories, trustingChatSettings, writeLanguageModels, writeSettings } from '../workbench/directories.ts';
import { installExtension, startServer } from '../workbench/server.ts';
import { openFrontDoor } from './frontDoor.ts';
import { chatStory, terminalStory } from './story.ts';

/** Port that is asked for first, so that the address can be remembered. `TAGOUT_DEMO_PORT` names another. */
const wishedPort = Number(process.env['TAGOUT_DEMO_PORT'] ?? 7420);

/** `npm start`: a real VS Code with Tagout, a sample workspace and two agents that mean well. Runs until Ctrl+C. */
async function main(): Promise<void> {
  setUp();
  console.log('demo: building and packaging Tagout …');
  execFileSync('npm', ['run', '-s', 'package', '--', '--allow-package-all-secrets'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  const directories = makeDirectories();
  const ends: (() => unknown)[] = [() => removeDirectories(directories)];
  try {
    const sample = createSampleWorkspace(directories.workspaces, parts.node);
    const chatModel = await startModelServer();
    ends.unshift(() => chatModel.stop());
    chatModel.play(chatStory(sample.root), chatForms);
    const terminalModel = await startModelServer();
    ends.unshift(() => terminalModel.stop());
    terminalModel.play(terminalStory(sample.root), codex.forms);
    const place = { home: directories.home, repository: sample.root, trusted: [sample.root], modelUrl: terminalModel.url };
    configureAgent(codex, place);
    const bin = writeAgentCommand(directories.root, codex.environment(place));
    // The editor's terminals take their PATH from a login shell, not from the server.
    for (const profile of ['.bashrc', '.profile']) writeFileSync(path.join(directories.home, profile), `export PATH='${bin}':"$PATH"\nPS1='\\W$ '\n`);
    writeSettings(directories, { ...trustingChatSettings, 'terminal.integrated.profiles.linux': { bash: { path: '/bin/bash' } }, 'terminal.integrated.defaultProfile.linux': 'bash' });
    writeLanguageModels(directories);
    console.log('demo: installing Tagout and the scripted model into the VS Code server …');
    await installExtension(directories, path.join(projectRoot, 'dist', 'tagout.vsix'));
    await installExtension(directories, await packageScriptedModel(directories.root));
    protectAgents(directories.home, ['vscode', 'codex']);
    replaceQuestions(directories.home, false);
    codex.trustHooks?.(place);
    const server = await startServer(directories, { environment: { TAGOUT_MODEL_URL: chatModel.url, PATH: `${bin}:${shellEnvironment(directories.home)['PATH'] ?? ''}` } });
    ends.unshift(() => server.stop());
    const door = await openFrontDoor(wishedPort, server.url, sample.root);
    ends.unshift(() => door.close());
    const opened = openBrowser(door.url, directories.root);
    if (opened !== undefined) ends.unshift(opened);
    console.log(instructions(door.url, opened !== undefined));
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    });
    console.log('\ndemo: ending what it started …');
  } finally {
    for (const end of ends) await end();
  }
}

/** `codex` in the demo's terminals: the real agent against the scripted model, without its own questions. */
function writeAgentCommand(root: string, environment: Readonly<Record<string, string>>): string {
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`);
  const file = path.join(bin, 'codex');
  writeFileSync(file, `#!/bin/sh\n${exports.join('\n')}\nexec '${parts.binaries}/codex' exec --dangerously-bypass-approvals-and-sandbox "\${*:-tidy up}" </dev/null\n`);
  chmodSync(file, 0o755);
  return bin;
}

/** Opens a window of its own where there is a display; returns what closes it. */
function openBrowser(url: string, root: string): (() => void) | undefined {
  const browser = chromium();
  if (browser === undefined || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']) === undefined) return undefined;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(browser, [...sandbox, `--app=${url}`, `--user-data-dir=${path.join(root, 'browser')}`, '--no-first-run'], { stdio: 'ignore' });
  child.on('error', () => console.log(`demo: the browser could not be started; open ${url} yourself`));
  return () => child.kill();
}

const instructions = (url: string, opened: boolean): string => `
${opened ? 'A window is opening on' : 'There is no display here. Open this address in a browser on this machine:'}

    ${url}

1. Type anything into the chat on the right and press Enter. The agent reads, builds, tests and edits without a word
   from Tagout, then proposes rm -rf on your notes, git reset --hard, npm run db:push, a deploy and a deletion.
   Each is held: read what would be lost, approve one, deny another with a reason. (A policy of this demo keeps the first
   two as questions; by default they run behind a checkpoint, and the status bar offers Undo.)
2. Open a terminal and type: codex "tidy up". That is the real Codex, with a scripted model.
3. Turn the freeze on in the status bar and let either agent try again.
4. Open Tagout in the activity bar: every step, with the agent's reasoning, the decision and the outcome.

Ctrl+C ends everything.`;

await main();
