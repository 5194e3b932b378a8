/** The page of a view: its own script, its own style, and nothing else. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page for a view that runs `dist/webview/NAME.js` and looks as `media/NAME.css` says. */
export function page(webview: vscode.Webview, extension: vscode.Uri, name: string): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (...segments: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...segments));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('media', `${name}.css`)}">
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${uri('dist', 'webview', `${name}.js`)}"></script>
</body>
</html>`;
}
