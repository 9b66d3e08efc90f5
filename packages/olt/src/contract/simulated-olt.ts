import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SimulatedAccounts } from './simulated-accounts.ts';
import type {
  SimulatedCard,
  SimulatedChassis,
  SimulatedLineProfile,
  SimulatedServiceProfile,
  SimulatedTrafficTable,
  SimulatedUnitModel,
  SimulatedVlan,
} from './simulated-chassis.ts';

/** The box in a customer's home: it exists whether or not the OLT is configured for it. */
export interface SimulatedUnit extends SimulatedUnitModel {
  /** Normal form, `HWTC12345678`. */
  readonly serialNumber: string;
  readonly password: string;
  readonly loid: string;
  readonly checkCode: string;
  readonly mac: string;
  readonly equipmentSerial: string;
  /** The PON port its fibre leads to. */
  at: PonPortAddress;
  lit: boolean;
  powered: boolean;
  distanceMetres: number;
  optics: SimulatedOptics;
  /** When the OLT first saw it, while no ONU claims it. */
  seenAt: Date;
}

export interface SimulatedOptics {
  readonly rxAtOnuDbm: number;
  readonly txAtOnuDbm: number;
  readonly rxAtOltDbm: number;
  readonly temperatureCelsius: number;
  readonly voltageVolts: number;
  readonly biasMilliamps: number;
}

export type SimulatedAuthentication = 'serialNumber' | 'serialNumberAndPassword' | 'password' | 'loid';

export type SimulatedDownCause = 'powerLoss' | 'fibreLoss' | 'deactivated' | 'reset';

/** One time online; the last one is open while the ONU is up. */
export interface SimulatedOnuPeriod {
  readonly upAt: Date;
  downAt: Date | null;
  cause: SimulatedDownCause | null;
}

/** An ONU in the OLT's configuration, with the unit that answers for it, if one does. */
export interface SimulatedOnu {
  readonly address: OnuAddress;
  readonly authentication: SimulatedAuthentication;
  /** Empty where the ONU is known by password or LOID. */
  serialNumber: string;
  readonly password: string;
  readonly loid: string;
  readonly checkCode: string;
  unit: SimulatedUnit | null;
  admin: 'active' | 'deactivated';
  run: 'online' | 'offline';
  config: 'initial' | 'config' | 'normal' | 'failed';
  match: 'initial' | 'match' | 'mismatch';
  lineProfileId: number;
  serviceProfileId: number;
  description: string;
  lastUpAt: Date | null;
  lastDownAt: Date | null;
  lastDyingGaspAt: Date | null;
  downCause: SimulatedDownCause | null;
  /** Oldest first, at most ten. */
  readonly history: SimulatedOnuPeriod[];
  readonly nativeVlans: Map<number, { vlan: number; priority: number }>;
  readonly wans: SimulatedWan[];
  readonly ethPorts: SimulatedEthPort[];
  /** What vendors that configure line by line keep of it: lines by the vendor's own name of the place they stand in. */
  readonly lines: Map<string, string[]>;
}

export interface SimulatedWan {
  readonly index: number;
  name: string;
  service: string;
  accessType: 'PPPoE' | 'DHCP' | 'Static';
  username: string;
  vlan: number;
  priority: number;
  /** Whether the unit's own traffic to the Internet goes through it. */
  internet?: boolean;
  profileId?: number;
  /** Null while the address is not assigned. */
  ipv4: { readonly address: string; readonly mask: string; readonly gateway: string } | null;
  mac: string;
}

export interface SimulatedEthPort {
  readonly id: number;
  readonly type: 'GE' | 'FE';
  up: boolean;
  /** Learned on this port, `0007-c49a-083a`. */
  readonly macs: { readonly mac: string; readonly vlan: number }[];
}

/** A service flow. */
export interface SimulatedFlow {
  readonly index: number;
  readonly address: OnuAddress;
  readonly vlan: number;
  readonly gemPort: number;
  /** Null for a flow that takes the whole port (single service). */
  readonly userVlan: number | null;
  readonly transform: 'default' | 'translate' | 'translate-and-add' | 'transparent';
  readonly innerVlan: number | null;
  inboundTable: number | null;
  outboundTable: number | null;
}

export interface SimulatedPonPort {
  readonly at: PonPortAddress;
  autofind: boolean;
}

export type SimulatedOltEvent =
  | { readonly kind: 'unauthorized-appeared' | 'unauthorized-gone'; readonly unit: SimulatedUnit }
  | { readonly kind: 'onu-changed'; readonly onu: SimulatedOnu }
  | { readonly kind: 'onu-online'; readonly onu: SimulatedOnu }
  | { readonly kind: 'onu-offline'; readonly onu: SimulatedOnu; readonly cause: SimulatedDownCause }
  | {
      readonly kind: 'alarm';
      readonly text: string | null;
      readonly at: PonPortAddress;
      /** `inside`: held back until a terminal prints the reply of a command. */
      readonly when: 'now' | 'inside';
    }
  | { readonly kind: 'save-progress'; readonly percent: number }
  | { readonly kind: 'saved' };

export interface NewSimulatedOnu {
  readonly address: OnuAddress;
  readonly authentication: SimulatedAuthentication;
  readonly serialNumber?: string;
  readonly password?: string;
  readonly loid?: string;
  readonly checkCode?: string;
  readonly lineProfileId: number;
  readonly serviceProfileId: number;
  readonly description: string;
}

/** The state of a simulated OLT and all that can happen to it. Commands and SNMP both speak of this one state. */
export interface SimulatedOlt {
  hostname: string;
  readonly chassis: SimulatedChassis;
  readonly accounts: SimulatedAccounts;
  readonly cards: readonly SimulatedCard[];
  readonly ports: readonly SimulatedPonPort[];
  readonly lineProfiles: ReadonlyMap<number, SimulatedLineProfile>;
  readonly serviceProfiles: ReadonlyMap<number, SimulatedServiceProfile>;
  readonly vlans: ReadonlyMap<number, SimulatedVlan>;
  readonly trafficTables: ReadonlyMap<number, SimulatedTrafficTable>;
  readonly startedAt: Date;
  /** What the device's clock adds to UTC. */
  readonly utcOffsetMinutes: number;
  /** Grows whenever an ONU, a flow or an unauthorized unit comes or goes, so that sorted views can be kept. */
  readonly revision: number;
  /** True when the running configuration differs from the saved one. */
  readonly unsaved: boolean;
  /** True while a save runs: writes are refused meanwhile. */
  readonly saving: boolean;
  now(): Date;
  port(at: PonPortAddress): SimulatedPonPort | null;
  /** In order of address; of one port where told. */
  onus(at?: PonPortAddress): readonly SimulatedOnu[];
  onu(address: OnuAddress): SimulatedOnu | null;
  findOnu(serialNumber: string): SimulatedOnu | null;
  /** Lit units that no ONU claims, in order of port, then of appearance. */
  unauthorized(at?: PonPortAddress): readonly SimulatedUnit[];
  /** In order of index. */
  flows(address?: OnuAddress): readonly SimulatedFlow[];
  flow(index: number): SimulatedFlow | null;
  addOnu(onu: NewSimulatedOnu): SimulatedOnu;
  removeOnu(address: OnuAddress): void;
  /** Gives an ONU other profiles or another description. */
  changeOnu(
    address: OnuAddress,
    change: Partial<Pick<SimulatedOnu, 'lineProfileId' | 'serviceProfileId' | 'description'>>,
  ): void;
  setOnuAdmin(address: OnuAddress, admin: SimulatedOnu['admin']): void;
  /** Gives an ONU another serial number and all that it had: its unit is let go, the one with that number sought. */
  registerOnu(address: OnuAddress, serialNumber: string): void;
  resetOnu(address: OnuAddress): void;
  addFlow(flow: SimulatedFlow): void;
  removeFlow(index: number): void;
  /** Says that something else of the configuration was changed. */
  touch(): void;
  /** Starts a save; resolves when it is done. */
  save(): Promise<void>;
  subscribe(listener: (event: SimulatedOltEvent) => void): () => void;
}
