import { samePonPort } from '@field/core';
import type { WriteMap, WriteName } from '../../contract/operations.ts';
import type { SimulatedOnu } from '../../contract/simulated-olt.ts';
import { must } from './contract-errors.ts';
import { mustMatch } from './must-match.ts';
import type { SimulatedBench } from './simulated-bench.ts';

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

/** Each write, held against what the OLT holds afterwards, and done once more. */
export const simulatedWrites: { readonly [Name in WriteName]: (bench: SimulatedBench) => Promise<void> } = {
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
