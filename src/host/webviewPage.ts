import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';

export interface PageOptions {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  readonly title: string;
  /** Name of the script in dist/webview, without extension. */
  readonly name: 'approval' | 'trace';
  /** Translated words, handed over as data. */
  readonly strings: Readonly<Record<string, string>>;
}

/** Folders from which a webview may load. */
export const webviewRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] => [vscode.Uri.joinPath(extensionUri, 'media'), vscode.Uri.joinPath(extensionUri, 'dist', 'webview')];

const attribute = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The page of a webview. SECURITY: nothing may be loaded but our own script (by nonce), style and icon font; there is no
 * inline style, no image, no connection, no frame. Content comes later, as data, and is set as text.
 */
export function webviewPage({ webview, extensionUri, title, name, strings }: PageOptions): string {
  const nonce = randomBytes(16).toString('base64url');
  const uri = (...segments: string[]): string => attribute(webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...segments)).toString());
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `font-src ${webview.cspSource}`, `form-action 'none'`, `base-uri 'none'`].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('dist', 'webview', 'codicon.css')}">
<link rel="stylesheet" href="${uri('media', 'page.css')}">
<title>${attribute(title)}</title>
</head>
<body data-strings="${attribute(JSON.stringify(strings))}">
<script type="module" nonce="${nonce}" src="${uri('dist', 'webview', `${name}.js`)}"></script>
</body>
</html>`;
}
