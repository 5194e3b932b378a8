/** The status bar item: which question it is, who speaks and how much; or why there is no server. */

import * as vscode from 'vscode';
import { Latest } from './latest.ts';
import type { Statistics, Status } from './protocol.ts';
import { LANGUAGE, type Server } from './server.ts';
import { statusDetails, statusLine } from './text.ts';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('presscript.status', vscode.StatusBarAlignment.Left, 0);
  private readonly latest = new Latest(100);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.item.name = 'Presscript';
    const update = () => this.latest.run((isLatest) => this.update(isLatest));
    this.subscriptions = vscode.Disposable.from(
      this.item,
      this.latest,
      server.onDidChange(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.onDidChangeTextEditorSelection(update),
      vscode.workspace.onDidChangeTextDocument(update),
    );
    update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async update(isLatest: () => boolean): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isTranscript(editor)) {
      // In the preview or the log beside the text, the text goes on to be what one works at.
      if (!vscode.window.visibleTextEditors.some(isTranscript)) this.item.hide();
      return;
    }
    if (this.server.trouble !== undefined) {
      this.item.text = '$(error) Presscript: no server';
      this.item.tooltip = this.server.trouble;
      this.item.command = 'presscript.restartServer';
      return this.item.show();
    }
    const [status, whole] = await Promise.all([
      this.server.ask<Status | null>('presscript.status', editor.document, { position: editor.selection.active }),
      this.server.ask<Statistics>('presscript.statistics', editor.document),
    ]);
    if (!isLatest() || status === undefined || whole === undefined) return;
    this.item.text = `$(comment-discussion) ${statusLine(status, whole)}`;
    this.item.tooltip = statusDetails(status, whole);
    this.item.command = 'presscript.showStatistics';
    this.item.show();
  }
}

function isTranscript(editor: vscode.TextEditor): boolean {
  return editor.document.languageId === LANGUAGE;
}
