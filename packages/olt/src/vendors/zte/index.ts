import type { CliPlatform } from '../../contract/cli.ts';
import type { OltProfile, VendorDriver } from '../../contract/vendor-driver.ts';
import { closedScreen, type ZteScreen } from './closed-screen.ts';
import { c3xx, c6xx, type Family } from './family.ts';
import { identify } from './identify.ts';
import { c3xxTables, c6xxTables, type OnuTables } from './oids.ts';
import { baseInfoScreen } from './parsers/baseinfo.ts';
import { bySnScreen } from './parsers/by-sn.ts';
import { cardScreen } from './parsers/card.ts';
import { detailInfoScreen, lastRecord } from './parsers/detail-info.ts';
import { equipmentScreen } from './parsers/equip.ts';
import { ipHostScreen } from './parsers/ip-host.ts';
import { macScreen } from './parsers/mac.ts';
import { onuStateScreen, stateFooter } from './parsers/onu-state.ts';
import { attenuationScreen, onuPowerScreen, portPowersScreen } from './parsers/power.ts';
import { onuTypesScreen, profileLinesScreen, profilesScreen } from './parsers/profiles.ts';
import { configurationScreen } from './parsers/running-config.ts';
import { systemGroupScreen } from './parsers/system-group.ts';
import { uncfgScreen } from './parsers/uncfg.ts';
import { c3xxPlatform, c6xxPlatform } from './platform.ts';
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
import { c3xxTraps } from './traps.ts';
import { authorizeOnu } from './writes/authorize-onu.ts';
import { deprovisionOnu } from './writes/deprovision-onu.ts';
import { provisionService } from './writes/provision-service.ts';
import { rebootOnu } from './writes/reboot-onu.ts';
import { renameOnu } from './writes/rename-onu.ts';
import { replaceOnu } from './writes/replace-onu.ts';
import { setOnuEnabled } from './writes/set-onu-enabled.ts';

const anything = /./;

const screens: readonly ZteScreen[] = [
  { screen: cardScreen },
  { screen: uncfgScreen },
  { screen: baseInfoScreen },
  { screen: onuStateScreen, ends: stateFooter },
  { screen: bySnScreen, ends: /:\d{1,3}\s*$/ },
  { screen: detailInfoScreen, ends: lastRecord },
  { screen: attenuationScreen, ends: anything },
  { screen: onuPowerScreen, ends: anything },
  { screen: portPowersScreen },
  { screen: macScreen, ends: anything },
  { screen: ipHostScreen },
  { screen: equipmentScreen },
  { screen: systemGroupScreen },
  { screen: profilesScreen },
  { screen: profileLinesScreen },
  { screen: onuTypesScreen },
  { screen: configurationScreen, ends: /^(?:end|!<\/MSAN>)\s*$/ },
];

/** What both families have. */
function common(family: Family, tables: OnuTables, platform: CliPlatform) {
  return {
    name: family.name,
    cli: platform,
    reads: {
      listBoards,
      listPonPorts,
      listUnauthorizedOnus: listUnauthorizedOnus(family, tables),
      listOnus: listOnus(family, tables),
      readOnu: readOnu(family, tables),
      findOnu: findOnu(family, tables),
      listOnuSignals: listOnuSignals(family, tables),
      readOnuSignal: readOnuSignal(family, tables),
      readOnuHistory: readOnuHistory(family),
      listServicePorts: listServicePorts(family),
      listOnuMacs: listOnuMacs(family),
      listLineProfiles: listLineProfiles(family),
      listServiceProfiles,
    },
    writes: {
      authorizeOnu: authorizeOnu(family),
      provisionService: provisionService(family),
      renameOnu: renameOnu(family, tables),
      rebootOnu: rebootOnu(family),
      deprovisionOnu: deprovisionOnu(family),
    },
    screens: screens.map((screen) => closedScreen(platform, screen)),
  } satisfies OltProfile;
}

const both = {
  c3xx: common(c3xx, c3xxTables, c3xxPlatform),
  c6xx: common(c6xx, c6xxTables, c6xxPlatform),
};

const zte: VendorDriver = {
  vendor: 'zte',
  displayName: 'ZTE ZXA10',
  profiles: {
    /** C300 and C320, firmware 1.x and 2.x. */
    c3xx: {
      ...both.c3xx,
      reads: { ...both.c3xx.reads, readSystem: readSystem.c3xx, listOnuWans: listOnuWans(c3xx) },
      writes: { ...both.c3xx.writes, replaceOnu: replaceOnu(c3xx) },
      traps: c3xxTraps,
    },
    /** C600, C610, C620 and C650. */
    c6xx: {
      ...both.c6xx,
      reads: { ...both.c6xx.reads, readSystem: readSystem.c6xx },
      writes: { ...both.c6xx.writes, setOnuEnabled: setOnuEnabled(c6xx) },
    },
  },
  defaultProfile: 'c3xx',
  identify,
};

export default zte;
