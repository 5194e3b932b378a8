/** Keys lead from question to question, those that nobody heard included. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { keyboard } = workbench.page;
  const transcript = await workbench.openChecked('questions.presscript');
  await transcript.goTo(1);
  await keyboard.press('Alt+PageDown');
  await transcript.cursor(transcript.lineOf('Anna Example (FBC):'), 1);
  await keyboard.press('Alt+PageDown');
  await transcript.cursor(transcript.lineOf('You said that'), 1);
  await transcript.goTo(transcript.lineOf('Nils Noname'));
  await keyboard.press('Alt+PageDown');
  await transcript.cursor(transcript.lineOf('[Follow-up question inaudible]'), 1);
  await keyboard.press('Alt+PageUp');
  await transcript.cursor(transcript.lineOf('Nils Noname'), 1);
}
