/** What a simulated OLT is made of before anybody configures it. */
export interface SimulatedChassis {
  readonly hostname: string;
  readonly model: string;
  readonly softwareVersion: string;
  readonly patch: string;
  readonly sysObjectId: string;
  readonly shelf: number;
  /** Slots that take PON cards, in the order in which they are filled. */
  readonly ponSlots: readonly number[];
  readonly portsPerCard: number;
  /** The number of a card's first port. */
  readonly firstPort: 0 | 1;
  readonly onusPerPort: number;
  /** The smallest id an ONU can have. */
  readonly firstOnuId: 0 | 1;
  readonly ponCard: Omit<SimulatedCard, 'slot'>;
  /** Cards that are always there: control, uplink, power. */
  readonly cards: readonly SimulatedCard[];
  readonly slots: number;
  /** Kinds of customer unit met in the field. */
  readonly units: readonly SimulatedUnitModel[];
  readonly lineProfiles: readonly SimulatedLineProfile[];
  readonly serviceProfiles: readonly SimulatedServiceProfile[];
  readonly vlans: readonly SimulatedVlan[];
  readonly trafficTables: readonly SimulatedTrafficTable[];
}

export interface SimulatedCard {
  readonly slot: number;
  readonly name: string;
  /** The vendor's own word. */
  status: string;
  subType: string;
  temperatureCelsius: number;
}

export interface SimulatedUnitModel {
  readonly vendorId: string;
  readonly model: string;
  readonly hardwareVersion: string;
  readonly softwareVersion: string;
  readonly ethPorts: number;
  readonly potsPorts: number;
}

export interface SimulatedLineProfile {
  readonly id: number;
  readonly name: string;
  /** GEM port index, its T-CONT and the VLANs mapped to it. */
  readonly gemPorts: readonly {
    readonly index: number;
    readonly tcont: number;
    readonly vlans: readonly number[];
  }[];
  readonly tconts: readonly { readonly id: number; readonly dbaProfileId: number }[];
}

export interface SimulatedServiceProfile {
  readonly id: number;
  readonly name: string;
  readonly ethPorts: number;
  readonly potsPorts: number;
  /** VLAN of the port translation; null for transparent ports. */
  readonly vlan: number | null;
}

export interface SimulatedVlan {
  readonly id: number;
  readonly attribute: string;
  readonly description: string;
}

export interface SimulatedTrafficTable {
  readonly index: number;
  readonly name: string;
  readonly cirKbps: number;
}
