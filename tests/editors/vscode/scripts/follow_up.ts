/** A key marks a question as a follow-up, and unmarks it; the cursor may be anywhere in it. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const { keyboard } = workbench.page;
  const text =
    'Anna Example (FBC): Why?\n\nMinister Max Mustername: So.\n\nPeter Placeholder (Daily Sample): And why now?\n\nMinister: Yes.\n';
  const transcript = await workbench.openChecked('follow_up.presscript', text);
  await transcript.cursorAt('now?');
  await keyboard.press('Control+Alt+u');
  await transcript.saved('it is marked', (text) => text.includes('(Daily Sample): {follow-up} And why now?'));
  await keyboard.press('Control+Alt+u');
  await transcript.saved('it is not', (saved) => saved === text);
}
