import type { OnuAddress, PonPortAddress } from '@field/core';
import type { OidColumn, SnmpValue } from '../../contract/snmp.ts';
import { parseFailed } from '../../toolkit/lines.ts';
import { toText } from '../../toolkit/snmp-values.ts';
import { decodeEponOnuIndex, decodePonIndex, type IndexLayout } from './address.ts';
import { mac, metres, number, oltPower, onuPower, scaled, serial, time } from './oid-decoders.ts';

const zte = '1.3.6.1.4.1.3902';
/** ZXGPON-SERVICE-MIB and ZXGPON-ONTMGMT-MIB, C3xx only. */
const service = `${zte}.1012.3`;
/** ZTE-AN-GPON-MIB and its neighbours: C6xx, and beside the older ones C3xx from firmware 2.1 on. */
const xpon = `${zte}.1082`;
/** zxAnXpon, C3xx only. */
const older = `${zte}.1015.1010`;

export const systemOids = {
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysName: '1.3.6.1.2.1.1.5.0',
} as const;

const column = <T>(oid: string, decode: (value: SnmpValue) => T): OidColumn<T> => ({ oid, decode });

function badIndex(table: string, suffix: readonly number[]) {
  return parseFailed(table, suffix.join('.'));
}

/** {PON index, ONU id} and, in tables of what OMCI tells, the number of the optical module. */
function onuIndex(table: string, layout: IndexLayout, length = 2): (suffix: readonly number[]) => OnuAddress {
  return (suffix) => {
    const at = decodePonIndex(suffix[0] ?? 0, layout);
    const onuId = suffix[1];
    if (suffix.length !== length || !at || onuId === undefined) throw badIndex(table, suffix);
    return { ...at, onuId };
  };
}

/** {PON index, entry of the discovery}: the second number is no ONU id, and is dropped. */
function entryIndex(table: string, layout: IndexLayout): (suffix: readonly number[]) => PonPortAddress {
  return (suffix) => {
    const at = decodePonIndex(suffix[0] ?? 0, layout);
    if (suffix.length !== 2 || !at) throw badIndex(table, suffix);
    return at;
  };
}

/** IF-MIB. The index is of three layouts, so the name alone says which port it is. */
export const interfaces = {
  index: (suffix: readonly number[]) => suffix[0] ?? 0,
  columns: {
    name: column('1.3.6.1.2.1.31.1.1.1.1', toText),
    operStatus: column('1.3.6.1.2.1.2.2.1.8', number),
  },
};

/** Cards: {rack, shelf, slot}. */
export const cards = {
  index: (suffix: readonly number[]) => {
    const [, shelf, slot] = suffix;
    if (suffix.length !== 3 || shelf === undefined || slot === undefined) throw badIndex('cards', suffix);
    return { shelf, slot };
  },
  columns: {
    type: column(`${xpon}.10.1.2.4.1.4`, toText),
    /** 1 in service; no source names the others. */
    operStatus: column(`${xpon}.10.1.2.4.1.5`, number),
    ports: column(`${xpon}.10.1.2.4.1.7`, number),
  },
};

/** The tables of one family's ONUs. */
export interface OnuTables {
  readonly onus: typeof c3xxOnus;
  readonly states: typeof c3xxStates;
  readonly optics: typeof c3xxOptics;
  /** The OLT's reading, in one or several places: {PON index, ONU id}. */
  readonly oltPowers: readonly (typeof xponOltPowers & { readonly layout: IndexLayout })[];
  /** Waiting ONUs. The family that tells of EPON units too has one column more, `mac`. */
  readonly uncfg: typeof c3xxUncfg;
}

const c3xxOnus = {
  index: onuIndex('zxGponOntDevMgmtTable', 'service'),
  columns: {
    type: column(`${service}.28.1.1.1`, toText),
    name: column(`${service}.28.1.1.2`, toText),
    description: column(`${service}.28.1.1.3`, toText),
    serial: column(`${service}.28.1.1.5`, serial),
    /** 1 enabled, 2 disabled. */
    admin: column(`${service}.28.2.1.1`, number),
    phase: column(`${service}.28.2.1.4`, number),
    lastUpAt: column(`${service}.28.2.1.5`, time),
    lastDownAt: column(`${service}.28.2.1.6`, time),
    downCause: column(`${service}.28.2.1.7`, number),
    distance: column(`${service}.11.4.1.2`, metres),
  },
};

const c3xxStates = {
  index: c3xxOnus.index,
  columns: { phase: c3xxOnus.columns.phase, distance: c3xxOnus.columns.distance },
};

const c3xxOptics = {
  index: onuIndex('zxGponRmAniTable', 'service', 3),
  columns: {
    rxAtOnuDbm: column(`${service}.50.12.1.1.10`, onuPower),
    txAtOnuDbm: column(`${service}.50.12.1.1.14`, onuPower),
    voltageVolts: column(`${service}.50.12.1.1.17`, scaled(0.02)),
    biasMilliamps: column(`${service}.50.12.1.1.18`, scaled(0.002)),
    temperatureCelsius: column(`${service}.50.12.1.1.19`, scaled(1 / 256)),
  },
};

const xponOltPowers = {
  index: onuIndex('zxAnPonRxOpticalPowerTable', 'xpon'),
  columns: { rxAtOltDbm: column(`${xpon}.500.1.2.4.2.1.2`, oltPower) },
};

const olderOltPowers = {
  index: onuIndex('zxAnXponRxOpticalPowerTable', 'service'),
  columns: { rxAtOltDbm: column(`${older}.11.2.1.2`, oltPower) },
};

const c3xxUncfg = {
  index: entryIndex('zxGponUnCfgSnTable', 'service'),
  columns: {
    serial: column(`${service}.13.3.1.2`, serial),
    password: column(`${service}.13.3.1.5`, toText),
    firstSeenAt: column(`${service}.13.3.1.7`, time),
    model: column(`${service}.13.3.1.10`, toText),
    softwareVersion: column(`${service}.13.3.1.11`, toText),
  },
};

/** C300 and C320. */
export const c3xxTables: OnuTables = {
  onus: c3xxOnus,
  states: c3xxStates,
  optics: c3xxOptics,
  oltPowers: [
    { ...xponOltPowers, layout: 'xpon' },
    { ...olderOltPowers, layout: 'service' },
  ],
  uncfg: c3xxUncfg,
};

const c6xxOnus = {
  index: onuIndex('zxAnGponOnuMgmtTable', 'xpon'),
  columns: {
    type: column(`${xpon}.500.10.2.3.3.1.1`, toText),
    name: column(`${xpon}.500.10.2.3.3.1.2`, toText),
    description: column(`${xpon}.500.10.2.3.3.1.3`, toText),
    serial: column(`${xpon}.500.10.2.3.3.1.6`, serial),
    admin: column(`${xpon}.500.10.2.3.8.1.1`, number),
    phase: column(`${xpon}.500.10.2.3.8.1.4`, number),
    lastUpAt: column(`${xpon}.500.10.2.3.8.1.5`, time),
    lastDownAt: column(`${xpon}.500.10.2.3.8.1.6`, time),
    downCause: column(`${xpon}.500.10.2.3.8.1.7`, number),
    distance: column(`${xpon}.500.10.2.3.10.1.2`, metres),
  },
};

const c6xxUncfg = {
  index: entryIndex('zxAnPonUncfgOnuTable', 'xpon'),
  columns: {
    serial: column(`${xpon}.500.2.2.11.2.1.2`, serial),
    password: column(`${xpon}.500.2.2.11.2.1.3`, toText),
    firstSeenAt: column(`${xpon}.500.2.2.11.2.1.12`, time),
    model: column(`${xpon}.500.2.2.11.2.1.8`, toText),
    softwareVersion: column(`${xpon}.500.2.2.11.2.1.10`, toText),
    mac: column(`${xpon}.500.2.2.11.2.1.6`, mac),
  },
};

/** C600, C610, C620 and C650. */
export const c6xxTables: OnuTables = {
  onus: c6xxOnus,
  states: {
    index: c6xxOnus.index,
    columns: { phase: c6xxOnus.columns.phase, distance: c6xxOnus.columns.distance },
  },
  optics: {
    index: onuIndex('zxAnGponRmAniTable', 'xpon', 3),
    columns: {
      rxAtOnuDbm: column(`${xpon}.500.20.2.2.2.1.10`, onuPower),
      txAtOnuDbm: column(`${xpon}.500.20.2.2.2.1.14`, onuPower),
      voltageVolts: column(`${xpon}.500.20.2.2.2.1.17`, scaled(0.02)),
      biasMilliamps: column(`${xpon}.500.20.2.2.2.1.18`, scaled(0.002)),
      temperatureCelsius: column(`${xpon}.500.20.2.2.2.1.19`, scaled(1 / 256)),
    },
  },
  oltPowers: [{ ...xponOltPowers, layout: 'xpon' }],
  uncfg: c6xxUncfg,
};
/** zxAnEponOnu…: {EPON ONU index}, C3xx. */
export const eponOnus = {
  index: (suffix: readonly number[]) => {
    const address = suffix.length === 1 ? decodeEponOnuIndex(suffix[0] ?? 0) : null;
    if (!address) throw badIndex('EPON ONUs', suffix);
    return address;
  },
  columns: {
    type: column(`${older}.1.7.4.1.5`, toText),
    mac: column(`${older}.1.7.4.1.7`, mac),
    /** 1 power off, 2 offline, 3 online. */
    status: column(`${older}.1.7.4.1.17`, number),
    lastDownAt: column(`${older}.1.7.4.1.26`, time),
  },
};
