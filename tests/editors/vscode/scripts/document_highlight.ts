/** At a label, all labels of the person are marked. */

import { until, type Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  const text = 'Minister Max Mustername: One.\n\nAnna Example (FBC): Why?\n\nMinister: So.\n';
  const transcript = await workbench.openChecked('document_highlight.presscript', text);
  await transcript.cursorAt('Max Mustername');
  await until(
    'two labels are marked',
    async () => (await workbench.page.locator('.editor-instance [class*="wordHighlight"]').count()) >= 2,
  );
}
