/** The live preview: the transcript as it will be published, scrolling with the text. */

import * as vscode from 'vscode';
import { LiveView } from './liveView.ts';
import type { Server } from './server.ts';

export class Preview extends LiveView {
  private readonly scrolling: vscode.Disposable;
  /** Whether the text's next scrolling is the answer to the preview's own. */
  private answering = false;

  constructor(extension: vscode.Uri, server: Server) {
    super(extension, server, {
      name: 'preview',
      title: 'Preview',
      content: (document) => server.ask<string>('presscript.export', document, { to: 'html' }),
    });
    this.scrolling = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (textEditor.document !== this.document) return;
      if (!this.answering) this.scrollTo(textEditor);
      this.answering = false;
    });
  }

  override dispose(): void {
    this.scrolling.dispose();
    super.dispose();
  }

  protected override shown(): void {
    const editor = this.editor();
    if (editor !== undefined) this.scrollTo(editor);
  }

  protected override receive(message: { type: string; line?: number }): void {
    const { type, line } = message;
    if (line === undefined || this.document === undefined) return;
    if (type === 'scrolled') this.follows(line);
    if (type === 'open') this.open(this.document, line);
  }

  /** The preview goes where the text is. */
  private scrollTo(editor: vscode.TextEditor): void {
    const first = editor.visibleRanges[0]?.start.line;
    if (first !== undefined) this.post({ type: 'scrollTo', line: first + 1 });
  }

  /** The text goes where the preview is. */
  private follows(line: number): void {
    const editor = this.editor();
    if (editor === undefined) return;
    const first = Math.min(Math.max(line - 1, 0), editor.document.lineCount - 1);
    if (editor.visibleRanges[0]?.start.line === first) return;
    this.answering = true;
    editor.revealRange(new vscode.Range(first, 0, first, 0), vscode.TextEditorRevealType.AtTop);
  }

  private async open(document: vscode.TextDocument, line: number): Promise<void> {
    const place = document.validatePosition(new vscode.Position(line - 1, 0));
    const viewColumn = this.editor()?.viewColumn;
    const selection = new vscode.Range(place, place);
    await vscode.window.showTextDocument(document, { selection, ...(viewColumn && { viewColumn }) });
  }

  private editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
  }
}
