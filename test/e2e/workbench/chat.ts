import type { ToolForms } from '../model/script.ts';
import type { Page } from './window.ts';

/** How VS Code's own agent expresses the scripted operations. */
export const chatForms: ToolForms = {
  shell: [{ tool: 'run_in_terminal', args: { command: '$command', explanation: '$intent', goal: '$intent', mode: 'sync', isBackground: false, timeout: 20000 } }],
  write: [{ tool: 'create_file', args: { filePath: '$path', content: '$content' } }],
  subagent: [{ tool: 'runSubagent', args: { description: '$intent', prompt: '$prompt' } }],
  edit: [{ tool: 'replace_string_in_file', args: { filePath: '$path', oldString: '$old', newString: '$new' } }],
  delete: [{ tool: 'apply_patch', args: { input: '*** Begin Patch\n*** Delete File: ${path}\n*** End Patch', explanation: '$intent' } }],
  task: [{ tool: 'run_task', args: { workspaceFolder: '$workspace', id: '$task' } }],
};

/** Waits until the chat view shows the scripted model, ready for a prompt. */
export async function chatReady(page: Page): Promise<void> {
  await page.locator('.interactive-session .chat-input-container :text("Scripted One")').first().waitFor({ timeout: 60_000 });
}

/** Types a prompt and sends it. */
export async function sendPrompt(page: Page, text: string): Promise<void> {
  await page.locator('.interactive-session .chat-input-container .monaco-editor').first().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits for the agent's last words in the newest answer. */
export async function answered(page: Page, words: string, limitMs = 60_000): Promise<void> {
  await page.locator(`.interactive-response :text("${words}")`).first().waitFor({ timeout: limitMs });
}
