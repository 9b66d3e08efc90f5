import { formatOnuAddress, type OnuAddress, samePonPort } from '@field/core';
import type { ReadMap, ReadName, WriteMap, WriteName } from '../../contract/operations.ts';
import type { SimulatedOlt, SimulatedOnu } from '../../contract/simulated-olt.ts';
import type { OltProfile, SessionKind } from '../../contract/vendor-driver.ts';
import { connectOlt } from '../../driver/connect-olt.ts';
import type { Olt } from '../../driver/olt.ts';
import { createInProcessLock } from '../../driver/write-lock.ts';
import { type Simulator, startSimulator } from '../../simulator/index.ts';
import type { ContractCheck } from './contract-check.ts';
import { must } from './contract-errors.ts';
import { operationsOf } from './driver-checks.ts';
import { mustEqual, mustMatch } from './must-match.ts';

/** What must hold of every operation of a profile against the vendor's simulator: the rows are what the OLT holds, a write changes it. */
export function simulatorChecks(
  vendor: string,
  profile: OltProfile,
  model: { readonly model?: string; readonly firmware?: string },
): readonly ContractCheck[] {
  const group = `${profile.name}: against the simulator`;
  return operationsOf(profile).flatMap((name): readonly ContractCheck[] => {
    const check = (
      over: SessionKind | null,
      run: (bench: SimulatedBench) => Promise<void>,
    ): ContractCheck => ({
      group,
      title: over === null ? name : `${name} over ${over}`,
      skip: null,
      run: () => withSimulator(vendor, profile.name, model, over, run),
    });
    if (name in writes) return [check(null, writes[name as WriteName])];
    const ways = profile.reads[name as ReadName] ?? [];
    const alone = ways.flatMap(({ needs }) => (needs.length === 1 ? needs : []));
    return [...new Set(alone)].map((over) => check(over, reads[name as ReadName]));
  });
}

interface SimulatedBench {
  readonly olt: Olt;
  readonly state: SimulatedOlt;
  /** An ONU that is in service. */
  readonly onu: SimulatedOnu;
}

async function withSimulator(
  vendor: string,
  profile: string,
  model: { readonly model?: string; readonly firmware?: string },
  over: SessionKind | null,
  run: (bench: SimulatedBench) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ vendor, ...model, onus: 40, unauthorized: 2, onlineAfterMs: 5 });
  try {
    const olt = await connect(simulator, profile, over);
    try {
      const { state } = simulator.olt;
      const [onu] = state.onus();
      must(onu !== undefined, 'the simulator has no ONU');
      await run({ olt, state, onu });
    } finally {
      await olt.close();
    }
  } finally {
    await simulator.close();
  }
}

function connect(simulator: Simulator, profile: string, over: SessionKind | null): Promise<Olt> {
  const { snmp, telnet, username, community } = simulator;
  const agent = `snmp://${snmp.host}:${snmp.port}`;
  return connectOlt({
    target: over === 'snmp' ? agent : `telnet://${username}@${telnet.host}:${telnet.port}`,
    vendor: simulator.vendor,
    profile,
    password: simulator.password,
    budget: 'full',
    access: over === null ? 'write' : 'read-only',
    // Simulators go by one address and one name.
    lock: createInProcessLock(),
    ...(over !== 'cli' && { snmp: { target: agent, version: '2c', community } }),
  });
}

const place = ({ address }: { readonly address: OnuAddress }) => formatOnuAddress(address);
const placesOf = (rows: readonly { readonly address: OnuAddress }[]) => rows.map(place).sort();

const reads: { readonly [Name in ReadName]: (bench: SimulatedBench) => Promise<void> } = {
  async readSystem({ olt, state }) {
    mustMatch(await olt.readSystem(), { vendor: olt.vendor, hostname: state.hostname });
  },
  async listBoards({ olt, state }) {
    const boards = await olt.listBoards();
    for (const slot of new Set(state.ports.map(({ at }) => at.slot))) {
      const kind = boards.find((board) => board.slot === slot)?.kind;
      must(/pon$/.test(kind ?? ''), `the board in slot ${slot} is ${kind}`);
    }
  },
  async listPonPorts({ olt, state }) {
    const places = (rows: readonly { readonly at: object }[]) =>
      rows.map(({ at }) => JSON.stringify(at)).sort();
    mustEqual(places(await olt.listPonPorts()), places(state.ports), 'ports');
  },
  async listUnauthorizedOnus({ olt, state }) {
    const serials = (rows: readonly { readonly serialNumber: string | null }[]) =>
      rows.map(({ serialNumber }) => serialNumber).sort();
    mustEqual(serials(await olt.listUnauthorizedOnus()), serials(state.unauthorized()), 'serial numbers');
  },
  async listOnus({ olt, state, onu }) {
    const onus = await olt.listOnus({ at: onu.address });
    mustEqual(placesOf(onus), placesOf(state.onus(onu.address)), 'ONUs of a port');
    for (const one of onus) checkOnu(one, state);
    mustEqual(placesOf(await olt.listOnus()), placesOf(state.onus()), 'ONUs of the OLT');
  },
  async readOnu({ olt, state, onu }) {
    checkOnu(await olt.readOnu({ address: onu.address }), state);
  },
  async findOnu({ olt, state, onu }) {
    const found = await olt.findOnu({ serialNumber: onu.serialNumber });
    must(found !== null, `${onu.serialNumber} is not found`);
    checkOnu(found, state);
    must((await olt.findOnu({ serialNumber: 'HWTC0BADCAFE' })) === null, 'it finds a unit nobody has');
  },
  async listOnuSignals({ olt, state, onu }) {
    const signals = await olt.listOnuSignals({ at: onu.address });
    mustEqual(placesOf(signals), placesOf(state.onus(onu.address)), 'ONUs with a signal');
    for (const signal of signals) checkSignal(signal, state);
  },
  async readOnuSignal({ olt, state, onu }) {
    checkSignal(await olt.readOnuSignal({ address: onu.address }), state);
  },
  async readOnuHistory({ olt, onu }) {
    must((await olt.readOnuHistory({ address: onu.address })).length > 0, 'no history of an ONU that is up');
  },
  async listServicePorts({ olt, state, onu }) {
    const flows = state.flows(onu.address);
    const read = await olt.listServicePorts({ address: onu.address });
    must(read.length > 0, 'no flow of an ONU that has one');
    if (flows.length > 0)
      mustMatch(
        read,
        flows.map(({ index, vlan, gemPort }) => ({ index, vlan, gemPort })),
        'flows',
      );
  },
  async listOnuWans({ olt, onu }) {
    must(Array.isArray(await olt.listOnuWans({ address: onu.address })), 'no list of WANs');
  },
  async listOnuMacs({ olt, onu }) {
    must(Array.isArray(await olt.listOnuMacs({ address: onu.address })), 'no list of MAC addresses');
  },
  async listLineProfiles({ olt }) {
    must((await olt.listLineProfiles()).length > 0, 'no line profile');
  },
  async listServiceProfiles({ olt }) {
    must((await olt.listServiceProfiles()).length > 0, 'no service profile');
  },
};

type Row<Name extends ReadName> = ReadMap[Name]['result'] extends readonly (infer One)[]
  ? One
  : ReadMap[Name]['result'];

function checkOnu(read: Row<'listOnus'>, state: SimulatedOlt): void {
  const held = state.onu(read.address);
  must(held !== null, `${place(read)} is not on the OLT`);
  if (held.serialNumber !== '')
    mustMatch(read.serialNumber, held.serialNumber, `serial number at ${place(read)}`);
  must(read.runState === held.run || read.runState === 'unknown', `${place(read)} is ${held.run}`);
}

function checkSignal(read: Row<'listOnuSignals'>, state: SimulatedOlt): void {
  const held = state.onu(read.address);
  must(held !== null, `${place(read)} is not on the OLT`);
  const optics = held.run === 'online' ? held.unit?.optics : undefined;
  for (const field of ['rxAtOnuDbm', 'txAtOnuDbm', 'rxAtOltDbm'] as const) {
    const value = read[field];
    if (value === null)
      must(read.quality.missing[field] !== undefined, `${place(read)}: no ${field} and no reason`);
    else
      must(Math.abs(value - (optics?.[field] ?? Number.NaN)) < 0.06, `${place(read)}: ${field} is ${value}`);
  }
}

async function write<Name extends WriteName>(
  { olt }: SimulatedBench,
  name: Name,
  request: WriteMap[Name],
  outcome: string,
): Promise<void> {
  mustMatch(await olt.write(name, request, { save: true }), { outcome, error: null, remains: [] });
  mustMatch(await olt.write(name, request), { error: null }, 'the same once more');
}

async function authorize(bench: SimulatedBench, again = true): Promise<SimulatedOnu> {
  const { olt, state } = bench;
  const [unit] = state.unauthorized();
  must(unit !== undefined, 'the simulator shows no unit');
  const lineProfiles = await olt.listLineProfiles();
  const carries = (id: number) => (state.lineProfiles.get(id)?.gemPorts.length ?? 0) > 0;
  const lineProfile = lineProfiles.find(({ id }) => carries(id)) ?? lineProfiles[0];
  const [serviceProfile] = await olt.listServiceProfiles();
  const request = {
    at: unit.at,
    authentication: { kind: 'serialNumber', serialNumber: unit.serialNumber },
    lineProfileId: lineProfile?.id ?? 0,
    serviceProfileId: serviceProfile?.id ?? 0,
  } as const;
  if (again) await write(bench, 'authorizeOnu', request, 'created');
  else mustMatch(await olt.write('authorizeOnu', request), { outcome: 'created', error: null });
  const onu = state.findOnu(unit.serialNumber);
  must(onu !== null && samePonPort(onu.address, unit.at), `${unit.serialNumber} is not on the OLT`);
  return onu;
}

const writes: { readonly [Name in WriteName]: (bench: SimulatedBench) => Promise<void> } = {
  async authorizeOnu(bench) {
    await authorize(bench);
  },
  async provisionService(bench) {
    const { address } = await authorize(bench, false);
    const [vlan] = bench.state.vlans.keys();
    const [gem] = bench.state.lineProfiles.get(bench.state.onu(address)?.lineProfileId ?? -1)?.gemPorts ?? [];
    const flows = [{ vlan: gem?.vlans[0] ?? vlan ?? 1, gemPort: gem?.index ?? 1 }];
    await write(bench, 'provisionService', { address, flows }, 'changed');
    must((await bench.olt.listServicePorts({ address })).length > 0, 'the OLT has no such flow');
  },
  async renameOnu(bench) {
    const { address } = bench.onu;
    await write(bench, 'renameOnu', { address, description: 'Bia' }, 'changed');
    mustMatch(bench.state.onu(address)?.description, 'Bia', 'description');
  },
  async rebootOnu({ olt, state, onu }) {
    const { address } = onu;
    mustMatch(await olt.write('rebootOnu', { address }), { outcome: 'changed', error: null });
    mustMatch(state.onu(address)?.downCause, 'reset', 'cause');
  },
  async setOnuEnabled(bench) {
    const { address } = bench.onu;
    await write(bench, 'setOnuEnabled', { address, enabled: false }, 'changed');
    mustMatch(bench.state.onu(address)?.admin, 'deactivated', 'state');
    await write(bench, 'setOnuEnabled', { address, enabled: true }, 'changed');
    mustMatch(bench.state.onu(address)?.admin, 'active', 'state');
  },
  async replaceOnu(bench) {
    const { address } = bench.onu;
    const newSerialNumber = 'HWTC0BADCAFE';
    await write(bench, 'replaceOnu', { address, newSerialNumber }, 'changed');
    mustMatch(bench.state.onu(address)?.serialNumber, newSerialNumber, 'serial number');
  },
  async deprovisionOnu(bench) {
    const { address } = bench.onu;
    await write(bench, 'deprovisionOnu', { address }, 'removed');
    must(bench.state.onu(address) === null, 'the ONU is still there');
  },
};
