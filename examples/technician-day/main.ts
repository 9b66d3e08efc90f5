import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '@field/olt/simulator';
import { createOltGateway, openSqliteStorage, seedTenant, startFieldServer } from '@field/server';
import { technicianDay } from './day.ts';
import { provider, technician } from './provider.ts';
import { show, step } from './step.ts';

const keep = process.argv.includes('--keep');
const folder = await mkdtemp(join(tmpdir(), 'field-day-'));
const olt = await startSimulator({ vendor: 'huawei', onus: 64, unauthorized: 2, seed: 1 });
const storage = await openSqliteStorage({ path: join(folder, 'field.db'), secretKey: randomBytes(32) });
const olts = createOltGateway({
  credentials: () => ({ password: olt.password, snmp: { version: '2c', community: olt.community } }),
});
const server = await startFieldServer({ storage, olts, port: 0 });
const domain = `${server.host}:${server.port}`;
const password = randomBytes(9).toString('base64url');

try {
  await step('start a server and a simulated MA5800', async () => {
    await seedTenant(storage, provider({ domain, olt, password }));
    show(
      `server ${server.url}`,
      `OLT    ssh ${olt.ssh.host}:${olt.ssh.port}, telnet ${olt.telnet.port}, snmp ${olt.snmp.port}`,
    );
  });
  await technicianDay({ domain, password, olt });
  if (keep) {
    show(
      '',
      'Left running; Ctrl+C ends it.',
      `server    ${server.url}  user ${technician.username}  password ${password}  company ${technician.companyId}`,
      `OLT       ssh://${olt.username}@${olt.ssh.host}:${olt.ssh.port}  telnet://${olt.username}@${olt.telnet.host}:${olt.telnet.port}  snmp://${olt.snmp.host}:${olt.snmp.port}`,
      `          password ${olt.password}  community ${olt.community}`,
      `          host key ${olt.hostKeyFingerprint}`,
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  }
} finally {
  await server.close();
  await storage.close();
  await olt.close();
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write('\nThe day is done: every step was checked, nothing is left running.\n');
