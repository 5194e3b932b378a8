/** The language server: found, started, asked, started again. */

import * as fs from 'node:fs';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  ErrorCodes,
  ExecuteCommandRequest,
  LanguageClient,
  ResponseError,
  State,
} from 'vscode-languageclient/node';
import { type Found, locate } from './locate.ts';

export const LANGUAGE = 'presscript';

/**
 * A client that leaves it to us to say why it doesn't start, and bothers nobody with requests that fail because the server has
 * crashed or is about to end.
 */
class Client extends LanguageClient {
  /** Whether the server has started once, and is not about to end. */
  started = false;
  /** Whether there is somebody at the other end. */
  connected = false;
  readonly usualErrorHandler = this.createDefaultErrorHandler();

  override error(message: string, data?: unknown, showNotification?: boolean | 'force'): void {
    const unwritten = data instanceof ResponseError && data.code === ErrorCodes.MessageWriteError;
    const matters = showNotification === 'force' || (this.connected && !unwritten);
    super.error(message, data, this.started && matters ? showNotification : false);
  }
}

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel('Presscript', { log: true });
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the server has started, has stopped, or could not be started. */
  readonly onDidChange = this.changed.event;
  /** Why there is no server, in one sentence, when there is none. */
  trouble: string | undefined;
  private client: Client | undefined;
  /** Starts and stops, one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly extension: vscode.Uri) {}

  /** Starts the server, or stops it first if it runs. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.stop();
      await this.start();
      this.changed.fire();
    });
    return this.queue;
  }

  /** Whether it can be asked. */
  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  /** The result of one of the server's commands on a document; undefined when nobody can answer. */
  async ask<T>(command: string, document: vscode.TextDocument, more: object = {}): Promise<T | undefined> {
    await this.queue;
    const client = this.client;
    if (client === undefined || client.state !== State.Running) return undefined;
    const argument = { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) }, ...more };
    try {
      return await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] });
    } catch (error) {
      // A document that was just closed, or a server that was just stopped.
      this.log.debug(`${command}: ${error}`);
      return undefined;
    }
  }

  /** Stops the server for good. */
  async dispose(): Promise<void> {
    await this.queue;
    await this.stop();
    this.changed.dispose();
    this.log.dispose();
  }

  private async start(): Promise<void> {
    const found = this.find();
    if (found.kind !== 'found') {
      this.trouble =
        found.kind === 'nowhere'
          ? 'There is no Presscript server: the extension brings none for this platform, and `presscript` is not on the PATH.'
          : `There is no Presscript server at “${found.path}” (setting presscript.server.path): ${found.problem}.`;
      this.complain(found);
      return;
    }
    this.log.info(`Server: ${found.program} (${found.from})`);
    const server = { command: found.program, args: ['lsp'] };
    const client: Client = new Client(LANGUAGE, 'Presscript', server, {
      documentSelector: ['file', 'untitled'].map((scheme) => ({ scheme, language: LANGUAGE })),
      outputChannel: this.log,
      traceOutputChannel: this.log,
      initializationFailedHandler: () => false,
      errorHandler: {
        // What cannot be written to a server that has crashed is no reason to give up: the connection is about to close.
        error: () => {
          client.connected = false;
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => {
          client.connected = false;
          if (!client.started) return { action: CloseAction.DoNotRestart, handled: true };
          return client.usualErrorHandler.closed();
        },
      },
      initializationOptions: { commands: ['presscript.showReferences'] },
    });
    client.onDidChangeState(({ newState }) => {
      client.connected = newState === State.Running;
      if (this.client === client) this.trouble = client.connected ? undefined : 'The Presscript server has crashed.';
      this.changed.fire();
    });
    try {
      await client.start();
      client.started = true;
      this.client = client;
      this.trouble = undefined;
    } catch (error) {
      this.trouble = `The Presscript server “${found.program}” does not start.`;
      this.log.error(String(error));
      await end(client);
      this.complain(found);
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client !== undefined) await end(client);
  }

  private find(): Found {
    return locate({
      setting: vscode.workspace.getConfiguration(LANGUAGE).get('server.path', '').trim(),
      extension: this.extension.fsPath,
      searchPath: process.env.PATH ?? '',
      windows: process.platform === 'win32',
      isProgram,
    });
  }

  /** Says what is wrong, with a button for what can be done about it. Nobody has to answer. */
  private complain(found: Found): void {
    this.log.error(this.trouble ?? '');
    const install = { title: 'How to Install', run: () => showReadme(this.extension) };
    const setting = { title: 'Open Setting', run: showSetting };
    const log = { title: 'Show Log', run: () => this.log.show() };
    const buttons = found.kind === 'nowhere' ? [install, setting] : found.kind === 'found' ? [log, setting] : [setting];
    vscode.window.showErrorMessage(this.trouble ?? '', ...buttons).then((button) => button?.run());
  }
}

async function end(client: Client): Promise<void> {
  client.started = false;
  // It may have crashed before; there is nothing to be done about it then.
  await client.dispose().catch(() => {});
}

/** The setting belongs to the computer that the server runs on. */
function showSetting(): void {
  const where = vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
  vscode.commands.executeCommand(`workbench.action.${where}`, { query: 'presscript.server.path' });
}

/** The README says how to install; packages have it in small letters. */
function showReadme(extension: vscode.Uri): void {
  const files = ['readme.md', 'README.md'].map((name) => vscode.Uri.joinPath(extension, name));
  const file = files.find(({ fsPath }) => fs.existsSync(fsPath));
  if (file !== undefined) vscode.commands.executeCommand('markdown.showPreview', file);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
