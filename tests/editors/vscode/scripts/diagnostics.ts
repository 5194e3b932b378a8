/** A finding is underlined where it is. */

import type { Workbench } from '../workbench.ts';

export default async function (workbench: Workbench): Promise<void> {
  await workbench.open('diagnostics.presscript', 'Anna Example (FBC):Why?\n\nMinister Max Mustername: So.\n');
  await workbench.page.locator('.squiggly-warning, .squiggly-error, .squiggly-info').first().waitFor();
}
