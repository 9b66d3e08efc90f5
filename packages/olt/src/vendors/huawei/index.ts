import type { OltProfile, VendorDriver } from '../../contract/vendor-driver.ts';
import { captureScreen } from '../../toolkit/capture-screen.ts';
import { identify } from './identify.ts';
import { autofindScreen } from './parsers/autofind.ts';
import { boardScreen } from './parsers/board.ts';
import { boardPortsScreen } from './parsers/board-ports.ts';
import { ontConfigurationScreen } from './parsers/current-configuration.ts';
import { macAddressScreen } from './parsers/mac-address.ts';
import { ontInfoScreen } from './parsers/ont-info.ts';
import { ontListScreen } from './parsers/ont-list.ts';
import { ontPortStateScreen } from './parsers/ont-port-state.ts';
import { ontSummaryScreen } from './parsers/ont-summary.ts';
import { ontVersionScreen } from './parsers/ont-version.ts';
import { opticalInfoScreen, opticalListScreen } from './parsers/optical-info.ts';
import { profilesScreen } from './parsers/profiles.ts';
import { registerInfoScreen } from './parsers/register-info.ts';
import { servicePortScreen } from './parsers/service-port.ts';
import { versionScreen } from './parsers/version.ts';
import { wanInfoScreen } from './parsers/wan-info.ts';
import { wlanInfoScreen } from './parsers/wlan-info.ts';
import { platform } from './platform.ts';
import { findOnu } from './reads/find-onu.ts';
import { listBoards } from './reads/list-boards.ts';
import { listOnuMacs } from './reads/list-onu-macs.ts';
import { listOnuSignals } from './reads/list-onu-signals.ts';
import { listOnuWans } from './reads/list-onu-wans.ts';
import { listOnus } from './reads/list-onus.ts';
import { listPonPorts } from './reads/list-pon-ports.ts';
import { listLineProfiles, listServiceProfiles } from './reads/list-profiles.ts';
import { listServicePorts } from './reads/list-service-ports.ts';
import { listUnauthorizedOnus } from './reads/list-unauthorized-onus.ts';
import { readOnu } from './reads/read-onu.ts';
import { readOnuHistory } from './reads/read-onu-history.ts';
import { readOnuSignal } from './reads/read-onu-signal.ts';
import { readSystem } from './reads/read-system.ts';
import { traps } from './traps.ts';
import { authorizeOnu } from './writes/authorize-onu.ts';
import { deprovisionOnu } from './writes/deprovision-onu.ts';
import { provisionService } from './writes/provision-service.ts';
import { rebootOnu } from './writes/reboot-onu.ts';
import { renameOnu } from './writes/rename-onu.ts';
import { replaceOnu } from './writes/replace-onu.ts';
import { setOnuEnabled } from './writes/set-onu-enabled.ts';

const screens = [
  versionScreen,
  boardScreen,
  boardPortsScreen,
  autofindScreen,
  ontListScreen,
  ontSummaryScreen,
  ontInfoScreen,
  ontVersionScreen,
  opticalListScreen,
  opticalInfoScreen,
  registerInfoScreen,
  servicePortScreen,
  wanInfoScreen,
  macAddressScreen,
  profilesScreen,
  ontConfigurationScreen,
  ontPortStateScreen,
  wlanInfoScreen,
];

/** MA5600T, MA5603T, MA5608T, MA5680T, MA5683T, MA5800 and EA5800 in profile mode, GPON. */
const smartax: OltProfile = {
  name: 'smartax',
  cli: platform,
  // Lists over SNMP first, which is far faster; single questions over the CLI, whose words are confirmed by more sources.
  reads: {
    readSystem,
    listBoards,
    listPonPorts,
    listUnauthorizedOnus,
    listOnus,
    readOnu,
    findOnu,
    listOnuSignals,
    readOnuSignal,
    readOnuHistory,
    listServicePorts,
    listOnuWans,
    listOnuMacs,
    listLineProfiles,
    listServiceProfiles,
  },
  writes: {
    authorizeOnu,
    provisionService,
    renameOnu,
    rebootOnu,
    setOnuEnabled,
    replaceOnu,
    deprovisionOnu,
  },
  traps,
  screens: screens.map((screen) => captureScreen(platform, screen)),
};

const huawei: VendorDriver = {
  vendor: 'huawei',
  displayName: 'Huawei SmartAX',
  profiles: { smartax },
  defaultProfile: 'smartax',
  identify: (facts) => (identify(facts) ? 'smartax' : null),
};

export default huawei;
