import type { AgentSetup } from './agents/agentSetup.ts';
import { claudeCodeSetup } from './agents/claudeCode.ts';
import { codexSetup } from './agents/codex.ts';
import { copilotCliSetup } from './agents/copilotCli.ts';
import { cursorSetup } from './agents/cursor.ts';
import { geminiCliSetup } from './agents/geminiCli.ts';
import { opencodeSetup } from './agents/opencode.ts';
import { qwenCodeSetup } from './agents/qwenCode.ts';
import { vscodeSetup } from './agents/vscode.ts';

/** Every agent that set-up knows, in the order in which people see them. */
export const agentSetups: readonly AgentSetup[] = [vscodeSetup, claudeCodeSetup, codexSetup, copilotCliSetup, geminiCliSetup, qwenCodeSetup, opencodeSetup, cursorSetup];
