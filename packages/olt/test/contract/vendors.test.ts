import { afterAll, describe, test } from 'vitest';
import type { VendorCases } from '../../src/contract/vendor-cases.ts';
import { createSnmpSession } from '../../src/snmp/net-snmp-session.ts';
import { describeVendor, type WalkOpener } from '../../src/testing/index.ts';
import { vendors } from '../../src/vendors/index.ts';
import { recordingsFolder } from '../rigs/recordings.ts';
import { missingSnmpsim, type Snmpsim, startSnmpsim } from '../rigs/snmpsim.ts';
import { recordedCasesOf } from './recorded-cases.ts';

/** Recorded walks come from an agent nobody here wrote, where it is installed. */
let agent: Promise<Snmpsim> | null = null;
const openWalk: WalkOpener = async ({ recording }) => {
  agent ??= startSnmpsim({ dataDir: recordingsFolder });
  const { host, port } = await agent;
  const community = recording.replace(/\.\w+$/, '');
  return createSnmpSession({ host, port, credentials: { version: '2c', community }, budget: 'full' });
};
afterAll(async () => (await agent)?.stop());

const options = { recordings: recordingsFolder, ...(missingSnmpsim() === null && { openWalk }) };

for (const [name, load] of Object.entries(vendors)) {
  const { default: cases }: { default: VendorCases } = await import(
    `../../src/vendors/${name}/cases/index.ts`
  );
  const recorded = await recordedCasesOf(name);
  describeVendor({ describe, test }, await load(), cases, { ...options, recorded });
}
