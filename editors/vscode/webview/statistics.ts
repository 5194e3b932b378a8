/** The view of the statistics. */

import { show } from './host.ts';

show();
