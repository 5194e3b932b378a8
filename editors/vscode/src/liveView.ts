/** A view beside the text that shows something of the transcript at hand, and follows it as it changes. */

import * as vscode from 'vscode';
import { Latest } from './latest.ts';
import { page } from './page.ts';
import { LANGUAGE, type Server } from './server.ts';

export interface Kind {
  /** The type of the webview, and what its script and its style are called. */
  name: string;
  /** The title, before the file's name. */
  title: string;
  /** What is shown, as HTML; undefined when nobody can answer. */
  content(document: vscode.TextDocument): Promise<string | undefined>;
}

export class LiveView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** The transcript that is shown. */
  protected document: vscode.TextDocument | undefined;
  private readonly latest = new Latest(50);
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    server: Server,
    private readonly kind: Kind,
  ) {
    this.subscriptions = [
      this.latest,
      server.onDidChange(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.document && this.update()),
      vscode.window.registerWebviewPanelSerializer(`${LANGUAGE}.${kind.name}`, {
        deserializeWebviewPanel: async (panel) => this.adopt(panel),
      }),
    ];
  }

  /** Opens the view beside the text, or brings it to the front. */
  show(): void {
    const column = vscode.ViewColumn.Beside;
    if (this.panel === undefined) {
      const place = { viewColumn: column, preserveFocus: true };
      this.adopt(vscode.window.createWebviewPanel(`${LANGUAGE}.${this.kind.name}`, this.kind.title, place));
    } else {
      this.panel.reveal(undefined, true);
    }
    this.follow();
  }

  dispose(): void {
    this.panel?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Sends something to the view's script. */
  protected post(message: object): void {
    this.panel?.webview.postMessage(message);
  }

  /** Takes what the view's script sends. */
  protected receive(_message: { type: string; line?: number }): void {}

  /** Called when new content was sent. */
  protected shown(): void {}

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((folder) => vscode.Uri.joinPath(this.extension, folder)),
    };
    const icon = (theme: string) => vscode.Uri.joinPath(this.extension, 'media', `file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.onDidReceiveMessage((message) => (message.type === 'ready' ? this.update() : this.receive(message)));
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.document = undefined;
    });
    panel.webview.html = page(panel.webview, this.extension, this.kind.name);
    this.follow();
  }

  /** Goes on with the transcript that one works at now, if it is another one. */
  private follow(): void {
    const isTranscript = (editor: vscode.TextEditor) => editor.document.languageId === LANGUAGE;
    const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
    const editor = active && isTranscript(active) ? active : this.document ? undefined : visible.find(isTranscript);
    if (this.panel === undefined || editor === undefined || editor.document === this.document) return;
    this.document = editor.document;
    this.panel.title = `${this.kind.title}: ${vscode.workspace.asRelativePath(editor.document.uri, false).split('/').pop()}`;
    this.update();
  }

  private update(): void {
    this.latest.run(async (isLatest) => {
      const document = this.document;
      if (document === undefined || document.isClosed) return;
      const html = await this.kind.content(document);
      if (html === undefined || !isLatest()) return;
      this.post({ type: 'content', html });
      this.shown();
    });
  }
}
