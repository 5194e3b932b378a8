/** The server's refactorings that have a key: split, merge, follow-up. */

import * as vscode from 'vscode';
import type { Status } from './protocol.ts';
import { LANGUAGE, type Server } from './server.ts';

interface Refactoring {
  /** Kinds of code actions; the first that is offered is applied. */
  kinds: string[];
  /** Whether it is the turn's as a whole, so that the cursor may be anywhere in it. */
  ofTurn: boolean;
  /** What is said when none is offered. */
  otherwise: string;
}

const REFACTORINGS: Record<string, Refactoring> = {
  'presscript.splitTurn': {
    kinds: ['refactor.extract.turn'],
    ofTurn: false,
    otherwise: 'A turn is split at the cursor: put it before the words of the other party.',
  },
  'presscript.mergeTurn': {
    kinds: ['refactor.inline.turn'],
    ofTurn: true,
    otherwise: 'There is no turn before this one to merge with.',
  },
  'presscript.toggleFollowUp': {
    kinds: ['refactor.rewrite.markFollowUp', 'refactor.rewrite.unmarkFollowUp'],
    ofTurn: true,
    otherwise: 'Only a question can be a follow-up.',
  },
};

export function refactoring(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(REFACTORINGS).map(([command, refactoring]) =>
      vscode.commands.registerTextEditorCommand(command, (editor) => apply(server, editor, refactoring)),
    ),
  );
}

async function apply(server: Server, editor: vscode.TextEditor, refactoring: Refactoring): Promise<void> {
  const { document, selection } = editor;
  if (document.languageId !== LANGUAGE || !server.isRunning) return;
  const places: vscode.Range[] = [selection];
  if (refactoring.ofTurn) {
    const status = await server.ask<Status | null>('presscript.status', document, { position: selection.active });
    const label = status?.label;
    if (label)
      places.push(new vscode.Range(label.start.line, label.start.character, label.start.line, label.start.character));
  }
  for (const place of places) {
    for (const kind of refactoring.kinds) {
      const edit = await offered(document.uri, place, kind);
      if (edit !== undefined) {
        await vscode.workspace.applyEdit(edit);
        return;
      }
    }
  }
  vscode.window.showInformationMessage(refactoring.otherwise);
}

async function offered(uri: vscode.Uri, place: vscode.Range, kind: string): Promise<vscode.WorkspaceEdit | undefined> {
  const resolved = 1;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    place,
    kind,
    resolved,
  );
  return actions.find((action) => action.kind?.value === kind)?.edit;
}
