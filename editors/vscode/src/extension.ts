/** Presscript for VS Code: starts the language server, and adds what the protocol has no word for. */

import * as vscode from 'vscode';
import { statisticsHtml } from './charts.ts';
import { LiveView } from './liveView.ts';
import { navigation } from './navigation.ts';
import { Preview } from './preview.ts';
import type { Statistics } from './protocol.ts';
import { refactoring } from './refactoring.ts';
import { LANGUAGE, Server } from './server.ts';
import { StatusBar } from './statusBar.ts';

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri } = context;
  const server = new Server(extensionUri);
  const preview = new Preview(extensionUri, server);
  const statistics = new LiveView(extensionUri, server, {
    name: 'statistics',
    title: 'Statistics',
    async content(document) {
      const found = await server.ask<Statistics>('presscript.statistics', document);
      return found && statisticsHtml(found);
    },
  });
  const commands: Record<string, () => unknown> = {
    'presscript.showPreview': () => preview.show(),
    'presscript.showStatistics': () => statistics.show(),
    'presscript.restartServer': () => server.restart(),
    'presscript.showLog': () => server.log.show(),
    'presscript.openSample': () => openSample(extensionUri),
  };
  context.subscriptions.push(
    server,
    preview,
    statistics,
    new StatusBar(server),
    navigation(server),
    refactoring(server),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${LANGUAGE}.server.path`)) server.restart();
    }),
  );
  // Nobody waits for the server: what needs it asks when it is there.
  server.restart();
}

/** A transcript to try things with; it belongs to no file, so that nothing is lost by it. */
async function openSample(extension: vscode.Uri): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'media', 'sample.presscript'));
  const content = new TextDecoder().decode(bytes);
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
  await vscode.window.showTextDocument(document);
}
