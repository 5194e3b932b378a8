/** Ways through the transcript: from question to question, from turn to turn. */

import * as vscode from 'vscode';
import type { Range } from './protocol.ts';
import { LANGUAGE, type Server } from './server.ts';

/** The editor's commands with those of the server behind them. */
const JUMPS = {
  'presscript.goToNextQuestion': 'presscript.nextQuestion',
  'presscript.goToPreviousQuestion': 'presscript.previousQuestion',
  'presscript.goToNextTurn': 'presscript.nextTurn',
  'presscript.goToPreviousTurn': 'presscript.previousTurn',
  'presscript.goToNextTurnOfSpeaker': 'presscript.nextTurnOfSpeaker',
  'presscript.goToPreviousTurnOfSpeaker': 'presscript.previousTurnOfSpeaker',
};

export function navigation(server: Server): vscode.Disposable {
  const jumps = Object.entries(JUMPS).map(([command, ask]) =>
    vscode.commands.registerTextEditorCommand(command, (editor) => jump(server, editor, ask)),
  );
  return vscode.Disposable.from(...jumps, vscode.commands.registerCommand('presscript.showReferences', showReferences));
}

async function jump(server: Server, editor: vscode.TextEditor, command: string): Promise<void> {
  if (editor.document.languageId !== LANGUAGE) return;
  const found = await server.ask<Range | null>(command, editor.document, { position: editor.selection.active });
  if (found === undefined) return;
  if (found === null) {
    const what = command.endsWith('Question') ? 'question' : 'turn';
    const where = command.includes('next') ? 'below' : 'above';
    vscode.window.setStatusBarMessage(`No ${what} ${where}`, 2000);
    return;
  }
  const start = position(found.start);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

interface Location {
  uri: string;
  range: Range;
}

/** What the lines above exchanges do: the server's arguments become the editor's. */
function showReferences(uri: string, at: Range['start'], places: Location[]): Thenable<unknown> {
  const locations = places.map(
    (place) =>
      new vscode.Location(
        vscode.Uri.parse(place.uri),
        new vscode.Range(position(place.range.start), position(place.range.end)),
      ),
  );
  return vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), position(at), locations);
}

function position({ line, character }: Range['start']): vscode.Position {
  return new vscode.Position(line, character);
}
