import type { VendorCases } from '../../../contract/vendor-cases.ts';
import { reads } from './reads.ts';
import { screens } from './screens.ts';
import { terminal } from './terminal.ts';
import { unread } from './unread.ts';

const cases: VendorCases = {
  vendor: 'huawei',
  firmware: { smartax: 'MA5608T, MA5683T, MA5800 and EA5800, V800R and V100R' },
  terminals: { smartax: terminal },
  screens,
  reads,
  writes: [],
  simulated: { smartax: {} },
  unread,
};

export default cases;
