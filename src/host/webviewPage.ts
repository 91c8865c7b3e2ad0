import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';

export interface PageOptions {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  readonly title: string;
  /** Name of the script in dist/webview, without extension. */
  readonly name: 'approval' | 'trace' | 'traceBoard';
  /** Translated words, handed over as data. */
  readonly strings: Readonly<Record<string, string>>;
  /** What the page shows at once, before it is told more. */
  readonly first?: unknown;
}

/** Folders from which a webview may load: the icon font is all that it does. */
export const webviewRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] => [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')];

const attribute = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The page of a webview, in one piece: each file that it would have to fetch costs a new window a tenth of a second before
 * the loss can be read. SECURITY: nothing runs and nothing styles but our own script and sheets (by nonce), nothing is
 * loaded but the icon font; no image, no connection, no frame. Content comes as data and is set as text.
 */
export function webviewPage({ webview, extensionUri, title, name, strings, first }: PageOptions): string {
  const nonce = randomBytes(16).toString('base64url');
  const read = (...segments: string[]): string => fs.readFileSync(vscode.Uri.joinPath(extensionUri, ...segments).fsPath, 'utf8');
  const font = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', 'codicon.ttf')).toString();
  const icons = read('dist', 'webview', 'codicon.css').replace(/url\("\.\/codicon\.ttf[^"]*"\)/, `url("${font}")`);
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src 'nonce-${nonce}' ${webview.cspSource}`, `font-src ${webview.cspSource}`, `form-action 'none'`, `base-uri 'none'`].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${icons}</style>
<style nonce="${nonce}">${read('media', 'page.css')}</style>
<title>${attribute(title)}</title>
</head>
<body data-strings="${attribute(JSON.stringify(strings))}"${first === undefined ? '' : ` data-first="${attribute(JSON.stringify(first))}"`}>
<script type="module" nonce="${nonce}">${read('dist', 'webview', `${name}.js`)}</script>
</body>
</html>`;
}
