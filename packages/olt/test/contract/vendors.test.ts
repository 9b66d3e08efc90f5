import { afterAll, describe, test } from 'vitest';
import { createSnmpSession } from '../../src/snmp/net-snmp-session.ts';
import { describeVendor, type WalkOpener } from '../../src/testing/index.ts';
import { recordingsFolder } from '../rigs/recordings.ts';
import { missingSnmpsim, type Snmpsim, startSnmpsim } from '../rigs/snmpsim.ts';
import { loadVendorContracts } from './vendor-contracts.ts';

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

for (const { driver, cases, recorded } of await loadVendorContracts())
  describeVendor({ describe, test }, driver, cases, { ...options, recorded });
