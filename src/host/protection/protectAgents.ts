import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AgentId } from '../../core/action.ts';
import { runDoctor } from '../../node/doctor/doctor.ts';
import { realDisk } from '../../node/disk.ts';
import { reportMarkdown } from '../../node/doctor/reportText.ts';
import { workspaceMarkdown, workspaceReport } from '../../node/doctor/workspaceReport.ts';
import type { OffSwitch } from '../../node/install/agents/agentSetup.ts';
import { applyChange } from '../../node/install/applyPlan.ts';
import { installLauncher, launcherIsCurrent, type LauncherSource } from '../../node/install/launcher.ts';
import { type Machine, thisMachine } from '../../node/install/machine.ts';
import { versionOf } from '../../node/install/packageVersion.ts';
import { type Plan, planInstall, planUninstall } from '../../node/install/plan.ts';
import { carryOut, outdatedLauncher, surveyAgents, titlesOf } from '../../node/install/setup.ts';
import { commands } from '../ids.ts';
import type { Log } from '../log.ts';
import { offer } from '../notices.ts';
import type { TextDocuments } from '../textDocuments.ts';
import { windowSwitches } from './windowSwitches.ts';
import { workspaceRoots } from '../workspaceRoots.ts';

/** What set-up needs from the window. */
export interface ProtectAgentsParts {
  readonly extensionUri: vscode.Uri;
  readonly state: string;
  readonly documents: TextDocuments;
  readonly log: Log;
}

/** Late enough to stay out of the way of everything that starts with the window. Milliseconds. */
const updateCheckDelay = 20_000;

/** Command id → what it does. Each shows the change and asks in a dialog of its own, so running it is never a decision. `removed` is told when the guard was taken out. */
export function protectAgentsCommands(parts: ProtectAgentsParts, removed: () => void): ReadonlyMap<string, () => unknown> {
  return new Map<string, () => unknown>([
    [commands.protectAgents, () => protectAgents(parts)],
    [commands.runDoctor, () => showDoctor(parts)],
    [commands.removeFromAgents, () => removeFromAgents(parts, removed)],
  ]);
}

/** Checks once, some time after start-up, whether agents still start an older launcher, and offers the update. */
export function offerLauncherUpdate(parts: ProtectAgentsParts): vscode.Disposable {
  const timer = setTimeout(() => void offerUpdate(parts).catch((error: unknown) => parts.log.error('update check', error)), updateCheckDelay);
  return new vscode.Disposable(() => clearTimeout(timer));
}

function sourceOf({ extensionUri, state }: ProtectAgentsParts): LauncherSource {
  const dist = path.join(extensionUri.fsPath, 'dist');
  return { state, dist, version: versionOf(dist), env: process.env, home: os.homedir(), ownRuntime: process.execPath, platform: process.platform };
}

async function protectAgents(parts: ProtectAgentsParts): Promise<void> {
  const machine = thisMachine(parts.state);
  const chosen = await chooseAgents(machine);
  if (chosen === undefined || chosen.length === 0) return;
  const source = sourceOf(parts);
  const plan = planInstall(machine, chosen);
  tellProblems(plan);
  if (plan.changes.length === 0 && launcherIsCurrent(source)) {
    if (plan.problems.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('{0}: registered already.', titlesOf(chosen)));
    return showDoctor(parts);
  }
  if (await write(parts, plan, chosen, vscode.l10n.t('What Tagout would add'))) await showDoctor(parts);
}

/** Puts the registrations of some agents back as set-up writes them, after their change was shown; false when the person declined. */
export async function installFor(parts: ProtectAgentsParts, agents: readonly AgentId[], title: string): Promise<boolean> {
  const plan = planInstall(thisMachine(parts.state), agents);
  tellProblems(plan);
  return write(parts, plan, agents, title);
}

async function write(parts: ProtectAgentsParts, plan: Plan, agents: readonly AgentId[], title: string): Promise<boolean> {
  await showDiffs(parts, plan, title);
  if (!(await confirmWriting(plan, titlesOf(agents)))) return false;
  await withProgress(vscode.l10n.t('Registering with the agents'), () => carryOut(sourceOf(parts), plan, new Date()));
  return true;
}

/** A list, not a modal dialog: the change lies open below it and can be read to its end before the answer. */
async function confirmWriting({ changes }: Plan, agents: string): Promise<boolean> {
  const files = changes.map(({ file }) => file);
  const write = { label: `$(check) ${vscode.l10n.t('Write')}`, description: vscode.l10n.t('A copy of each file is kept'), ...(files.length === 0 ? {} : { detail: files.map((file) => path.basename(path.dirname(file)) + path.sep + path.basename(file)).join(', ') }) };
  const cancel = { label: `$(close) ${vscode.l10n.t('Write Nothing')}` };
  const answer = await vscode.window.showQuickPick([write, cancel], { title: vscode.l10n.t('Put Tagout before every tool call of {0}?', agents), placeHolder: vscode.l10n.t('The whole change is open in the editor'), ignoreFocusOut: true });
  return answer === write;
}

/** Agents found here are chosen beforehand; this editor is always one of them. */
async function chooseAgents(machine: Machine): Promise<readonly AgentId[] | undefined> {
  const items = surveyAgents(machine).map(({ id, title, detection, registered }) => ({
    id,
    label: title,
    picked: detection !== undefined || registered || id === 'vscode',
    description: registered ? vscode.l10n.t('registered') : detection === undefined && id !== 'vscode' ? vscode.l10n.t('not found here') : '',
    detail: detection?.path ?? '',
  }));
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t('Which agents should ask Tagout before they act?'), placeHolder: vscode.l10n.t('The changes are shown before anything is written') });
  return picked?.map(({ id }) => id);
}

function tellProblems({ problems }: Plan): void {
  for (const { file, problem } of problems) void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be changed and is left as it is: {1}', file, problem));
}

async function showDiffs({ documents }: ProtectAgentsParts, { changes }: Plan, title: string): Promise<void> {
  const pairs = changes
    .filter(({ before, after }) => before !== after)
    .map(({ file, before, after }) => ({ path: file, label: path.basename(file), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }));
  await documents.open(title, pairs);
}

const withProgress = <Result>(title: string, work: () => Promise<Result>): Thenable<Result> => vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work);

/** What this window alone knows about its own agent: its trust, and settings from every layer. */
function ownSwitches(): readonly OffSwitch[] {
  const untrusted = { file: vscode.l10n.t('this window'), setting: vscode.l10n.t('Restricted Mode'), says: vscode.l10n.t('keeps VS Code from running any hook'), fix: vscode.l10n.t('trust the folder, if you do: Workspaces: Manage Workspace Trust in the Command Palette') };
  return [...(vscode.workspace.isTrusted ? [] : [untrusted]), ...windowSwitches()];
}

async function showDoctor({ state, documents }: ProtectAgentsParts): Promise<void> {
  const report = await withProgress(vscode.l10n.t('Proposing a destructive command through the hook of each agent'), () =>
    runDoctor({ machine: thisMachine(state), projects: workspaceRoots(), present: ['vscode'], known: { vscode: ownSwitches() }, now: Date.now }),
  );
  const workspaces = workspaceRoots().map((root) => workspaceMarkdown(root, workspaceReport(realDisk, state, root)));
  await documents.preview('Tagout Doctor.md', [reportMarkdown(report), ...workspaces].join('\n'));
  if (report.green) void vscode.window.showInformationMessage(vscode.l10n.t('Every agent found here was seen to be blocked.'));
  else void vscode.window.showWarningMessage(vscode.l10n.t('Not every agent is protected: the report says what to do.'));
}

/** Removing loosens, so a click is not enough: the person types a word that nothing else can type for them. */
async function removeFromAgents(parts: ProtectAgentsParts, removed: () => void): Promise<void> {
  const machine = thisMachine(parts.state);
  const plan = planUninstall(machine, surveyAgents(machine).map(({ id }) => id));
  tellProblems(plan);
  if (plan.changes.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Tagout is not registered with any agent here.'));
    removed();
    return;
  }
  await showDiffs(parts, plan, vscode.l10n.t('What would be taken out'));
  const word = vscode.l10n.t('remove');
  const typed = await vscode.window.showInputBox({ title: vscode.l10n.t('Remove the guard from the agents of this machine'), prompt: vscode.l10n.t('Type "{0}". From then on nothing stands between these agents and your work.', word), ignoreFocusOut: true });
  if (typed?.trim().toLowerCase() !== word.toLowerCase()) return;
  for (const change of plan.changes) applyChange(parts.state, change, new Date());
  removed();
  void vscode.window.showInformationMessage(vscode.l10n.t('Removed. Launcher and trace stay in {0}, so that sessions which are still open are not blocked.', parts.state));
}

async function offerUpdate(parts: ProtectAgentsParts): Promise<void> {
  const source = sourceOf(parts);
  const old = outdatedLauncher(parts.state, source.version);
  if (old === undefined) return;
  const update = vscode.l10n.t('Update');
  const answer = await offer(vscode.l10n.t('Tagout {0} is installed, but the agents of this machine still start {1}.', source.version, old), [update], { severity: 'information' });
  if (answer !== update) return;
  const machine = thisMachine(parts.state);
  const registered = surveyAgents(machine).filter((agent) => agent.registered).map(({ id }) => id);
  if (planInstall(machine, registered).changes.length > 0) return protectAgents(parts);
  await withProgress(vscode.l10n.t('Updating the launcher'), () => installLauncher(source));
  return showDoctor(parts);
}
