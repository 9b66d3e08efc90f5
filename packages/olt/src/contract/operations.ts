import type { Onu, OnuAddress, OnuSignal, PonPortAddress, UnauthorizedOnu } from '@field/core';

export interface SystemInfo {
  readonly vendor: string;
  readonly model: string | null;
  readonly softwareVersion: string | null;
  readonly patch: string | null;
  readonly hostname: string | null;
  readonly uptimeSeconds: number | null;
}

export interface Board {
  readonly shelf: number;
  readonly slot: number;
  readonly name: string;
  readonly kind: 'gpon' | 'epon' | 'xgpon' | 'control' | 'uplink' | 'power' | 'other';
  /** The device's own word: `Normal`, `Active_normal`, `Failed`. */
  readonly status: string;
  readonly online: boolean | null;
}

export interface PonPort {
  readonly at: PonPortAddress;
  readonly technology: 'gpon' | 'epon' | 'xgpon';
  readonly status: 'up' | 'down' | 'unknown';
  readonly onus: number | null;
  readonly onlineOnus: number | null;
}

export interface OnuHistoryEntry {
  readonly upAt: string | null;
  readonly downAt: string | null;
  readonly downCause: Onu['downCause'];
  readonly downCauseText: string | null;
}

/** A service flow between a VLAN and one GEM port of an ONU. */
export interface ServicePort {
  readonly index: number;
  readonly address: OnuAddress;
  readonly vlan: number;
  readonly gemPort: number | null;
  readonly userVlan: number | null;
  readonly inboundTrafficTable: number | null;
  readonly outboundTrafficTable: number | null;
  readonly state: 'up' | 'down' | 'unknown';
}

export interface OnuWan {
  readonly index: number;
  readonly name: string | null;
  readonly serviceType: string | null;
  readonly connectionType: string | null;
  readonly status: string | null;
  readonly accessType: string | null;
  readonly ipv4Address: string | null;
  readonly subnetMask: string | null;
  readonly gateway: string | null;
  readonly vlan: number | null;
  readonly mac: string | null;
}

export interface OnuMac {
  readonly mac: string;
  readonly vlan: number | null;
  readonly servicePort: number | null;
  readonly gemPort: number | null;
  readonly kind: string | null;
}

export interface OltProfileEntry {
  readonly id: number;
  readonly name: string;
  readonly bindings: number | null;
}

/** `at` absent: the whole OLT. */
export interface PortScope {
  readonly at?: PonPortAddress;
}

export interface OnuRef {
  readonly address: OnuAddress;
}

/** Every read: what is asked and what comes back. A device that has nothing answers an empty list; a device that is silent rejects. */
export interface ReadMap {
  readSystem: { request: Record<never, never>; result: SystemInfo };
  listBoards: { request: Record<never, never>; result: readonly Board[] };
  listPonPorts: { request: Record<never, never>; result: readonly PonPort[] };
  listUnauthorizedOnus: { request: PortScope; result: readonly UnauthorizedOnu[] };
  listOnus: { request: PortScope; result: readonly Onu[] };
  /** @throws `olt.onu_not_found` */
  readOnu: { request: OnuRef; result: Onu };
  /** Null when no ONU has this serial number. */
  findOnu: { request: { readonly serialNumber: string }; result: Onu | null };
  listOnuSignals: { request: PortScope; result: readonly OnuSignal[] };
  readOnuSignal: { request: OnuRef; result: OnuSignal };
  readOnuHistory: { request: OnuRef; result: readonly OnuHistoryEntry[] };
  listServicePorts: {
    request: PortScope & { readonly address?: OnuAddress };
    result: readonly ServicePort[];
  };
  listOnuWans: { request: OnuRef; result: readonly OnuWan[] };
  listOnuMacs: { request: OnuRef; result: readonly OnuMac[] };
  listLineProfiles: { request: Record<never, never>; result: readonly OltProfileEntry[] };
  listServiceProfiles: { request: Record<never, never>; result: readonly OltProfileEntry[] };
}

/** How an ONU proves who it is. */
export type OnuAuthentication =
  | { readonly kind: 'serialNumber'; readonly serialNumber: string }
  | { readonly kind: 'serialNumberAndPassword'; readonly serialNumber: string; readonly password: string }
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'loid'; readonly loid: string; readonly checkCode?: string };

export interface ServiceFlow {
  readonly vlan: number;
  /** VLAN on the customer's side; the same as `vlan` unless told. */
  readonly userVlan?: number;
  /** GEM port index of the ONU's line profile; there is no safe default. */
  readonly gemPort: number;
  /** Inner VLAN of a QinQ flow. */
  readonly innerVlan?: number;
  readonly inboundTrafficTable?: number;
  readonly outboundTrafficTable?: number;
}

export interface NativeVlan {
  readonly ethPort: number;
  readonly vlan: number;
  readonly priority?: number;
}

/** A PPPoE client inside the ONU (router mode). */
export interface PppoeWan {
  readonly username: string;
  readonly password: string;
  readonly vlan: number;
  readonly priority?: number;
}

/** What an ONU carries: VLANs and speeds. */
export interface OnuService {
  readonly flows: readonly ServiceFlow[];
  readonly nativeVlans?: readonly NativeVlan[];
  readonly wan?: PppoeWan;
}

export interface AuthorizeOnu {
  readonly at: PonPortAddress;
  /** The smallest free id unless told. */
  readonly onuId?: number;
  readonly authentication: OnuAuthentication;
  readonly lineProfileId: number;
  readonly serviceProfileId: number;
  readonly description?: string;
  /** True: an ONU that is authorized elsewhere is removed there first. False (default): that is a conflict. */
  readonly move?: boolean;
  /** Provisioned in the same plan: a refusal of it takes the authorization back too, so that no half-made customer stays. */
  readonly service?: OnuService;
}

export interface ProvisionService extends OnuService {
  readonly address: OnuAddress;
}

/** `serialNumber`, where given, must be the one that stands at `address`, or the write is a conflict. */
export interface OnuWriteRef extends OnuRef {
  readonly serialNumber?: string;
}

/** Every write: what is asked. */
export interface WriteMap {
  authorizeOnu: AuthorizeOnu;
  provisionService: ProvisionService;
  renameOnu: OnuWriteRef & { readonly description: string };
  rebootOnu: OnuWriteRef;
  setOnuEnabled: OnuWriteRef & { readonly enabled: boolean };
  /** Puts another unit in the place of one, keeping id, profiles and services. */
  replaceOnu: OnuWriteRef & { readonly newSerialNumber: string };
  deprovisionOnu: OnuWriteRef;
}

export type ReadName = keyof ReadMap;
export type WriteName = keyof WriteMap;

/** The names of all reads, in the order people meet them. */
export const readNames = [
  'readSystem',
  'listBoards',
  'listPonPorts',
  'listUnauthorizedOnus',
  'listOnus',
  'readOnu',
  'findOnu',
  'listOnuSignals',
  'readOnuSignal',
  'readOnuHistory',
  'listServicePorts',
  'listOnuWans',
  'listOnuMacs',
  'listLineProfiles',
  'listServiceProfiles',
] as const satisfies readonly ReadName[];

/** The names of all writes. */
export const writeNames = [
  'authorizeOnu',
  'provisionService',
  'renameOnu',
  'rebootOnu',
  'setOnuEnabled',
  'replaceOnu',
  'deprovisionOnu',
] as const satisfies readonly WriteName[];
