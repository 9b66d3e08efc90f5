import { formatOnuAddress, type OnuAddress } from '@field/core';
import type { ReadMap, ReadName } from '../../contract/operations.ts';
import type { SimulatedOlt } from '../../contract/simulated-olt.ts';
import { must } from './contract-errors.ts';
import { mustEqual, mustMatch } from './must-match.ts';
import type { SimulatedBench } from './simulated-bench.ts';

const place = ({ address }: { readonly address: OnuAddress }) => formatOnuAddress(address);
const placesOf = (rows: readonly { readonly address: OnuAddress }[]) => rows.map(place).sort();

/** Each read, held against what the OLT holds. */
export const simulatedReads: { readonly [Name in ReadName]: (bench: SimulatedBench) => Promise<void> } = {
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
