import type { VendorSimulator } from '../../../contract/vendor-simulator.ts';

/** A flow on the GEM port, limited both ways by the first traffic table. */
export const serve: VendorSimulator['serve'] = (olt, { address }, { number, vlan, gemPort }) => {
  const table = olt.chassis.trafficTables[0]?.index ?? null;
  olt.addFlow({
    index: number,
    address,
    vlan,
    gemPort,
    userVlan: vlan,
    transform: 'translate',
    innerVlan: null,
    inboundTable: table,
    outboundTable: table,
  });
};
