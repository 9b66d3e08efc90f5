import type { VendorCases } from '../../../contract/vendor-cases.ts';
import { toCase } from './cut-screen.ts';
import { manualScreens } from './manual-screens.ts';
import { reads } from './reads.ts';
import { recordedReads } from './recorded-reads.ts';
import { c3xxScreens } from './screens-c3xx.ts';
import { c6xxScreens } from './screens-c6xx.ts';
import { terminals } from './terminals.ts';
import { unread } from './unread.ts';
import { writes } from './writes.ts';

const cases: VendorCases = {
  vendor: 'zte',
  firmware: { c3xx: 'C300 and C320, V1.2 to V2.1', c6xx: 'C600 and C650, V1.2' },
  terminals,
  screens: [...[...c3xxScreens, ...c6xxScreens].map(toCase), ...manualScreens],
  reads: [...recordedReads, ...reads],
  writes,
  simulated: { c3xx: { model: 'C320' }, c6xx: { model: 'C600' } },
  unread,
};

export default cases;
