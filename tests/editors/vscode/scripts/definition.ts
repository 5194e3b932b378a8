/** F12 leads from a label to the one that introduces the person. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const transcript = await workbench.openChecked('definition.presscript');
  await transcript.cursorAt('Chair: The large ones');
  await workbench.page.keyboard.press('F12');
  await transcript.cursor(transcript.lineOf('Chair Max Mustername:'));
}
