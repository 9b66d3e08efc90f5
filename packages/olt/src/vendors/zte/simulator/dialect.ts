import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SimulatedChassis } from '../../../contract/simulated-chassis.ts';
import type { View } from './modes.ts';

/** Why a command line was not understood. */
export type FaultKind = 'unknown' | 'keyword' | 'parameter' | 'incomplete' | 'shortened' | 'ambiguous';

/** Why the device does not do what it understood. */
export type Refusal =
  | 'exists'
  | 'serial-exists'
  | 'no-profile'
  | 'no-interface'
  | 'no-uni'
  | 'uni-mode'
  | 'offline';

/** How one release speaks; sources stand in this vendor's README. */
export interface Dialect {
  readonly family: 'c3xx' | 'c6xx';
  /** Firmware 1.x of a C3xx, or what came later. */
  readonly generation: 1 | 2;
  readonly ponName: (at: PonPortAddress) => string;
  readonly onuName: (address: OnuAddress) => string;
  readonly vportName: (address: OnuAddress, gemPort: number) => string;
  readonly promptOf: (hostname: string, view: View) => string;
  readonly faults: Readonly<Record<FaultKind, string>>;
  readonly refusals: Readonly<Record<Refusal, string>>;
  /** "There is nothing", which is no error. */
  readonly nothing: string;
  readonly loginRefused: string;
  /** What `onu N` and `no onu N` print when they are done; nothing on a C6xx. */
  readonly done: readonly string[];
  /** The column at which rows break, inside words too; null where they do not. */
  readonly wrapAt: number | null;
  readonly pagerMark: string;
  /** Whether `terminal length 0` ends the paging; all releases take it. */
  readonly obeysLength: boolean;
  /** Whether keywords may be shortened. */
  readonly shortens: boolean;
  /** Whether texts stand in quotes in the configuration. */
  readonly quotes: boolean;
  /** Whether names are stars on the command line. */
  readonly masks: boolean;
  /** Whether it asks before it restarts an ONU, and before it ends a session with changes that are not saved. */
  readonly asks: boolean;
}

const place = ({ shelf, slot, port }: PonPortAddress) => `${shelf}/${slot}/${port}`;
const onuPlace = (address: OnuAddress) => `${place(address)}:${address.onuId}`;

const marker = "Invalid input detected at '^' marker.";

const c3xx = {
  family: 'c3xx',
  ponName: (at) => `gpon-olt_${place(at)}`,
  onuName: (address) => `gpon-onu_${onuPlace(address)}`,
  vportName: (address) => `gpon-onu_${onuPlace(address)}`,
  faults: {
    unknown: `%Error 20200: ${marker}`,
    shortened: `%Error 20200: ${marker}`,
    ambiguous: '%Error 20200: Ambiguous command.',
    keyword: `%Error 20201: ${marker}Invalid keyword`,
    parameter: `%Error 20202: ${marker}Invalid parameter`,
    incomplete: '%Error 20203: Incomplete command.',
  },
  // Of these only the shape and the numbers 63981 and 64007 are known.
  refusals: {
    exists: '%Code 62306-GPONSRV : The ONU has existed.',
    'serial-exists': '%Code 62332-GPONSRV : The SN has existed.',
    'no-profile': '%Code 63981-GPONSRV : The profile does not exist.',
    'no-interface': `%Error 20202: ${marker}Invalid parameter`,
    'no-uni': '%Code 63954-GPONSRV : The UNI does not exist.',
    'uni-mode': '%Code 63983-GPONSRV : Port mode error.',
    offline: '%Code 63920-GPONSRV : The ONU is not online.',
  },
  loginRefused: '%Error 20209: No username or bad password',
  done: ['.[Successful]'],
  wrapAt: null,
  pagerMark: ' --More--',
  obeysLength: true,
  shortens: true,
  quotes: false,
  masks: false,
} as const satisfies Partial<Dialect>;

const c3xxPrompt = (hostname: string, view: View, management: string) => {
  switch (view.mode) {
    case 'user':
      return `${hostname}>`;
    case 'exec':
      return `${hostname}#`;
    case 'config':
      return `${hostname}(config)#`;
    case 'management':
      return `${hostname}(${management})#`;
    default:
      return `${hostname}(config-if)#`;
  }
};

const first: Dialect = {
  ...c3xx,
  generation: 1,
  nothing: '%Code 32310-GPONSRV : No related information to show.',
  promptOf: (hostname, view) => c3xxPrompt(hostname, view, 'gpon-onu-mng'),
  asks: false,
};

const second: Dialect = {
  ...c3xx,
  generation: 2,
  nothing: '%Code 62310-GPONSRV : No related information to show.',
  promptOf: (hostname, view) =>
    c3xxPrompt(hostname, view, `gpon-onu-mng ${view.onu ? onuPlace(view.onu) : ''}`),
  asks: true,
};

const titan: Dialect = {
  family: 'c6xx',
  generation: 2,
  ponName: (at) => `gpon_olt-${place(at)}`,
  onuName: (address) => `gpon_onu-${onuPlace(address)}`,
  vportName: (address, gemPort) => `vport-${place(address)}.${address.onuId}:${gemPort}`,
  promptOf: (hostname, view) => {
    if (view.mode === 'management') return `${hostname}(config-gpon-onu-mng)#`;
    if (view.name === '') return c3xxPrompt(hostname, view, '');
    return `${hostname}(config-if-${view.name})#`;
  },
  faults: {
    unknown: `%Error 140303: ${marker}`,
    keyword: `%Error 140303: ${marker}`,
    parameter: `%Error 140303: ${marker}`,
    shortened: '%Error 140301: Ambiguous command.',
    ambiguous: '%Error 140301: Ambiguous command.',
    incomplete: '%Error 140305: Incomplete command.',
  },
  refusals: {
    exists: '%Error 222391: The entry existed.',
    'serial-exists': '%Error 222332: The SN existed.',
    'no-profile': '%Error 223981: Profile does not exist.',
    'no-interface': `%Error 140303: ${marker}`,
    'no-uni': '%Error 223845: UNI does not exist.',
    'uni-mode': '%Error 223982: Please check if the port is in the VLAN.',
    offline: '%Error 223920: The ONU is not online.',
  },
  nothing: '%Code 62310-GPONSRV : No related information to show.',
  loginRefused: '% Username or password error',
  done: [],
  wrapAt: 80,
  pagerMark: '--More--',
  obeysLength: true,
  shortens: false,
  quotes: false,
  masks: true,
  asks: true,
};

/** How the release of this chassis speaks. */
export function dialectOf({ model, softwareVersion }: SimulatedChassis): Dialect {
  if (model.startsWith('C6')) return { ...titan, obeysLength: softwareVersion !== 'V1.2.2' };
  if (softwareVersion.startsWith('V1')) return first;
  return model === 'C320' ? { ...second, shortens: false, quotes: true } : second;
}
