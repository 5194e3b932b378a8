/** Keys lead from turn to turn, and from one turn of a person to the next. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { keyboard } = workbench.page;
  const transcript = await workbench.openChecked('turns.presscript');
  await transcript.goTo(transcript.lineOf('Anna Example (FBC):'));
  await keyboard.press('Control+Alt+PageDown');
  await transcript.cursor(transcript.lineOf('Chair Max Mustername:'), 1);
  await keyboard.press('Shift+Alt+PageDown');
  await transcript.cursor(transcript.lineOf('The harbour master'), 1);
  await keyboard.press('Control+Alt+PageUp');
  await transcript.cursor(transcript.lineOf('You said that'), 1);
  await keyboard.press('Shift+Alt+PageDown');
  await transcript.cursor(transcript.lineOf('And what about the large ones?'), 1);
  await keyboard.press('Shift+Alt+PageUp');
  await transcript.cursor(transcript.lineOf('You said that'), 1);
}
