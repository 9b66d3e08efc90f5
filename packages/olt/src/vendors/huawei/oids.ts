import type { OnuAddress, PonPortAddress } from '@field/core';
import type { OidColumn, SnmpValue } from '../../contract/snmp.ts';
import { parseFailed } from '../../toolkit/lines.ts';
import { toText } from '../../toolkit/snmp-values.ts';
import { decodeIfIndex, ifKind, readIfName } from './address.ts';
import { mac, number, scaled, serial, state, time, vendorId } from './oid-decoders.ts';

const huawei = '1.3.6.1.4.1.2011';
/** HUAWEI-XPON-MIB, hwXponOltMIB. */
const xpon = `${huawei}.6.128.1.1`;

/** Single values. */
export const systemOids = {
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysObjectId: '1.3.6.1.2.1.1.2.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysName: '1.3.6.1.2.1.1.5.0',
  /** Version, release and build in one: `MA5603V800R018C10B085`. */
  build: `${huawei}.6.3.1.999.0`,
  /** hwSysVersion. */
  version: `${huawei}.6.3.1.3.0`,
} as const;

/** Models by sysObjectID: HUAWEI-PRODUCT-MIB; 123 is confirmed by a walk, the others by one source each. */
export const models: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    '80.8': 'MA5600T',
    115: 'MA5680T',
    123: 'MA5603T',
    133: 'MA5683T',
    248: 'MA5608T',
    294: 'MA5800-X17',
    300: 'MA5800-X7',
    316: 'MA5800-X15',
    317: 'MA5800-X2',
    327: 'EA5800',
    328: 'EA5800',
    329: 'EA5800',
    330: 'EA5800',
  }).map(([suffix, model]) => [`${huawei}.2.${suffix}`, model]),
);

const column = <T>(oid: string, decode: (value: SnmpValue) => T): OidColumn<T> => ({ oid, decode });

function badIndex(table: string, suffix: readonly number[]) {
  return parseFailed(table, suffix.join('.'));
}

/** {ifIndex of the PON port, ONT id} and, in some tables, one number more. */
function ontIndex(table: string, length = 2): (suffix: readonly number[]) => OnuAddress {
  return (suffix) => {
    const at = decodeIfIndex(suffix[0] ?? 0);
    const onuId = suffix[1];
    if (suffix.length !== length || !at || onuId === undefined) throw badIndex(table, suffix);
    return { shelf: at.shelf, slot: at.slot, port: at.port, onuId };
  };
}

function portIndex(table: string, length: number): (suffix: readonly number[]) => PonPortAddress {
  return (suffix) => {
    const at = decodeIfIndex(suffix[0] ?? 0);
    if (suffix.length !== length || !at) throw badIndex(table, suffix);
    return { shelf: at.shelf, slot: at.slot, port: at.port };
  };
}

const interfaceIndex = (suffix: readonly number[]) => {
  const ifIndex = suffix[0];
  if (suffix.length !== 1 || ifIndex === undefined) throw badIndex('ifXTable', suffix);
  return ifIndex >>> 0;
};

/** IF-MIB: the one place where the port of an EPON interface can be read. */
export const interfaces = {
  index: interfaceIndex,
  columns: {
    name: column('1.3.6.1.2.1.31.1.1.1.1', toText),
    operStatus: column('1.3.6.1.2.1.2.2.1.8', number),
  },
};

/** The PON port of an interface, and its kind; null for all others. */
export function ponInterface(ifIndex: number, name: string | null) {
  const kind = ifKind(ifIndex);
  const at = name === null ? null : readIfName(name);
  return kind && at ? { kind, at } : null;
}

/** hwGponOltControlTable, as far as it counts ONTs. */
export const ponPorts = {
  index: portIndex('hwGponOltControlTable', 1),
  columns: { onus: column(`${xpon}.2.21.1.16`, state) },
};

/** hwSlotTable: {shelf, slot}. */
export const slots = {
  index: (suffix: readonly number[]) => {
    const [shelf, slot] = suffix;
    if (suffix.length !== 2 || shelf === undefined || slot === undefined)
      throw badIndex('hwSlotTable', suffix);
    return { shelf, slot };
  },
  columns: {
    operStatus: column(`${huawei}.6.3.3.2.1.8`, number),
    typeName: column(`${huawei}.6.3.3.2.1.21`, toText),
  },
};

/** hwSlotOperStatus, in the MIB's words. */
export const slotStatuses: Readonly<Record<number, string>> = {
  1: 'null',
  2: 'normal',
  3: 'fault',
  4: 'forbidden',
  5: 'autofind',
  6: 'config',
  7: 'offline',
  8: 'abnormal',
  9: 'versionerr',
  10: 'autoload',
  11: 'outofservice',
  12: 'graceful',
  13: 'shutdown',
  14: 'energysavingshutdown',
  15: 'hightempshutdown',
  16: 'manualshutdown',
  17: 'mismatch',
  18: 'acoffshutdown',
  19: 'highpowershutdown',
  20: 'isolated',
};

/** hwGponDeviceAutoFindOntInfoTable: {ifIndex, n}, where n is no ONT id. */
export const autofound = {
  index: portIndex('hwGponDeviceAutoFindOntInfoTable', 2),
  columns: {
    serial: column(`${xpon}.2.48.1.2`, serial),
    password: column(`${xpon}.2.48.1.3`, toText),
    vendorId: column(`${xpon}.2.48.1.4`, vendorId),
    softwareVersion: column(`${xpon}.2.48.1.6`, toText),
    model: column(`${xpon}.2.48.1.7`, toText),
    firstSeenAt: column(`${xpon}.2.48.1.8`, time),
    loid: column(`${xpon}.2.48.1.9`, toText),
    mac: column(`${xpon}.2.48.1.14`, mac),
  },
};

/** hwGponDeviceOntTable and hwGponDeviceOntControlTable: what an ONU is and how it does. */
export const onts = {
  index: ontIndex('hwGponDeviceOntTable'),
  columns: {
    serial: column(`${xpon}.2.43.1.3`, serial),
    description: column(`${xpon}.2.43.1.9`, toText),
    model: column(`${xpon}.2.45.1.4`, toText),
    /** 1 active, 2 deactivated. */
    activated: column(`${xpon}.2.46.1.1`, state),
    /** 1 up, 2 down. */
    runStatus: column(`${xpon}.2.46.1.15`, state),
    distance: column(`${xpon}.2.46.1.20`, state),
    lastUpAt: column(`${xpon}.2.46.1.22`, time),
    lastDownAt: column(`${xpon}.2.46.1.23`, time),
    downCause: column(`${xpon}.2.46.1.24`, number),
    /** What the unit said of itself: filled where it is known by password or LOID. */
    actualSerial: column(`${xpon}.2.46.1.30`, serial),
  },
};

/** Who there is and who is up: all that must be known before optics are asked for. */
export const ontStates = {
  index: onts.index,
  columns: {
    serial: onts.columns.serial,
    runStatus: onts.columns.runStatus,
    distance: onts.columns.distance,
  },
};

/** hwGponOntOpticalDdmInfoTable. Each value makes the OLT ask the ONU: only rows of online ONUs, only when wanted. */
export const optics = {
  index: ontIndex('hwGponOntOpticalDdmInfoTable'),
  columns: {
    temperatureCelsius: column(`${xpon}.2.51.1.1`, scaled(0)),
    biasMilliamps: column(`${xpon}.2.51.1.2`, scaled(0)),
    txAtOnuDbm: column(`${xpon}.2.51.1.3`, scaled(2)),
    rxAtOnuDbm: column(`${xpon}.2.51.1.4`, scaled(2)),
    voltageVolts: column(`${xpon}.2.51.1.5`, scaled(3)),
    /** Hundredths of a dBm, moved up by 10,000. */
    rxAtOltDbm: column(`${xpon}.2.51.1.6`, scaled(2, -10_000)),
  },
};

/** hwGponOntUpDownHistoryTable: {ifIndex, ONT id, record}, at most ten records, the newest with the highest number. */
export const history = {
  index: ontIndex('hwGponOntUpDownHistoryTable', 3),
  columns: {
    upAt: column(`${xpon}.2.101.1.6`, time),
    downAt: column(`${xpon}.2.101.1.7`, time),
    cause: column(`${xpon}.2.101.1.8`, number),
  },
};

/** hwExtSrvFlowTable (HUAWEI-ETHERLIKE-EXT-MIB): {flow index}. */
const flowTable = `${huawei}.5.14.5.2.1`;
export const flows = {
  index: (suffix: readonly number[]) => {
    const index = suffix[0];
    if (suffix.length !== 1 || index === undefined) throw badIndex('hwExtSrvFlowTable', suffix);
    return index;
  },
  columns: {
    shelf: column(`${flowTable}.2`, number),
    slot: column(`${flowTable}.3`, number),
    port: column(`${flowTable}.4`, number),
    onuId: column(`${flowTable}.5`, number),
    gemPort: column(`${flowTable}.6`, state),
    /** 4 is GPON. */
    kind: column(`${flowTable}.7`, number),
    vlan: column(`${flowTable}.8`, number),
    inboundTrafficTable: column(`${flowTable}.9`, state),
    outboundTrafficTable: column(`${flowTable}.10`, state),
    /** 1 says that `userVlan` counts. */
    multiService: column(`${flowTable}.11`, number),
    userVlan: column(`${flowTable}.12`, state),
  },
};
