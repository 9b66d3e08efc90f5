import type { NewSimulatedOnu, SimulatedEthPort, SimulatedOnu } from '../contract/simulated-olt.ts';

/** An ONU as it is configured, before its unit answers. */
export function newOnu(init: NewSimulatedOnu): SimulatedOnu {
  return {
    address: init.address,
    authentication: init.authentication,
    serialNumber: init.serialNumber ?? '',
    password: init.password ?? '',
    loid: init.loid ?? '',
    checkCode: init.checkCode ?? '',
    unit: null,
    admin: 'active',
    run: 'offline',
    config: 'initial',
    match: 'initial',
    lineProfileId: init.lineProfileId,
    serviceProfileId: init.serviceProfileId,
    description: init.description,
    lastUpAt: null,
    lastDownAt: null,
    lastDyingGaspAt: null,
    downCause: null,
    history: [],
    nativeVlans: new Map(),
    wans: [],
    ethPorts: [] as SimulatedEthPort[],
    lines: new Map(),
  };
}
