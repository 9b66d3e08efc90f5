import type { OltProfile, VendorDriver } from '../../contract/vendor-driver.ts';
import { captureScreen } from '../../toolkit/capture-screen.ts';
import { identify } from './identify.ts';
import { versionScreen } from './parsers/version.ts';
import { platform } from './platform.ts';
import { readSystem } from './reads/read-system.ts';

/** The one firmware family so far; another is a profile beside it. */
const standard: OltProfile = {
  name: 'standard',
  cli: platform,
  // A key is here exactly when the operation works.
  reads: { readSystem },
  writes: {},
  screens: [versionScreen].map((screen) => captureScreen(platform, screen)),
};

const acme: VendorDriver = {
  vendor: 'acme',
  displayName: 'Acme',
  profiles: { standard },
  defaultProfile: 'standard',
  identify: (facts) => (identify(facts) ? 'standard' : null),
};

export default acme;
