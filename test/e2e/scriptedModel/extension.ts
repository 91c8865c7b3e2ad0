import * as vscode from 'vscode';

// A language model whose answers come from the scripted model server ($TAGOUT_MODEL_URL): everything else of the agent,
// its loop, its tools, its confirmations and its hooks, is VS Code's own.

const model: vscode.LanguageModelChatInformation & { readonly isUserSelectable: boolean; readonly isDefault: boolean } = {
  id: 'scripted-1',
  name: 'Scripted One',
  family: 'gpt-5',
  version: '1',
  maxInputTokens: 20_000_000,
  maxOutputTokens: 8000,
  tooltip: 'Plays a script',
  capabilities: { toolCalling: true, imageInput: false },
  isUserSelectable: true,
  isDefault: true,
};

interface Answer {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls: readonly { readonly id: string; readonly tool: string; readonly args: object }[];
}

/** Registers the model under the vendor that `chatLanguageModels.json` names. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('scripted', {
      provideLanguageModelChatInformation: () => [model],
      provideTokenCount: (_model, text) => Promise.resolve(Math.ceil(JSON.stringify(text).length / 4)),
      async provideLanguageModelChatResponse(_model, messages, options, progress) {
        const answer = await ask({ tools: options.tools?.map(({ name }) => name) ?? [], results: resultsOfTurn(messages) });
        const said = [answer.reasoning, answer.text].filter((text) => text !== undefined).join('\n\n');
        if (said !== '') progress.report(new vscode.LanguageModelTextPart(said));
        for (const call of answer.calls) progress.report(new vscode.LanguageModelToolCallPart(`${call.id}_${Date.now().toString(36)}`, call.tool, call.args));
      },
    }),
  );
}

async function ask(request: { readonly tools: readonly string[]; readonly results: readonly string[] }): Promise<Answer> {
  const response = await fetch(`${process.env['TAGOUT_MODEL_URL'] ?? ''}/vscode`, { method: 'POST', body: JSON.stringify(request) });
  const answer: unknown = await response.json();
  if (!isAnswer(answer)) throw new Error(`the scripted model answered ${JSON.stringify(answer)}`);
  return answer;
}

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'calls' in value && Array.isArray(value.calls);

/** Texts of the tool results since the person last spoke, oldest first. */
function resultsOfTurn(messages: readonly vscode.LanguageModelChatRequestMessage[]): string[] {
  const spoke = messages.findLastIndex(({ content }) => content.some((part) => part instanceof vscode.LanguageModelTextPart && part.value.includes('<userRequest>')));
  return messages
    .slice(spoke + 1)
    .flatMap(({ content }) => content)
    .filter((part) => part instanceof vscode.LanguageModelToolResultPart)
    .map(({ content }) => content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : JSON.stringify(part))).join('\n'));
}
