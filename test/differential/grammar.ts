// @vscode/tree-sitter-wasm (MIT): the grammars that VS Code itself ships, as a second opinion on what a text holds. For tests only:
// compiled grammars take half a second to start in a process that lives for one call. Imported here alone.
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import type { Node, Parser } from '@vscode/tree-sitter-wasm';
import treeSitter from '@vscode/tree-sitter-wasm';

const folder = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));

/** What the second grammar says about a text: `undefined` names where it could not read it. */
export interface SecondOpinion {
  readonly complete: boolean;
  readonly commands: readonly string[];
}

/** A reader by the grammar of one language. */
export async function secondGrammar(language: 'bash' | 'powershell'): Promise<(text: string) => SecondOpinion> {
  await treeSitter.Parser.init({ locateFile: () => join(folder, 'tree-sitter.wasm') });
  const grammar = await treeSitter.Language.load(join(folder, `tree-sitter-${language}.wasm`));
  const parser: Parser = new treeSitter.Parser();
  parser.setLanguage(grammar);
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) return { complete: false, commands: [] };
    const commands: string[] = [];
    const visit = (node: Node): void => {
      if (node.type === 'command_name') commands.push(node.text);
      for (const child of node.namedChildren) if (child !== null) visit(child);
    };
    visit(tree.rootNode);
    const complete = !tree.rootNode.hasError;
    tree.delete();
    return { complete, commands };
  };
}
