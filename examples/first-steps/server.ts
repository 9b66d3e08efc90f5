import { readFile } from 'node:fs/promises';
import { createOltGateway, openSqliteStorage, seedTenant, startFieldServer } from '@field/server';

const { FIELD_PASSWORD = '', FIELD_OLT_PASSWORD, FIELD_SECRET_KEY = '', PORT = '8080' } = process.env;
const storage = await openSqliteStorage({ path: 'field.db', secretKey: FIELD_SECRET_KEY });
const olts = createOltGateway({ credentials: () => ({ password: FIELD_OLT_PASSWORD }) });
const server = await startFieldServer({ storage, olts, port: Number(PORT) });

await seedTenant(storage, {
  ...JSON.parse(await readFile(new URL('tenant.json', import.meta.url), 'utf8')),
  domains: [`127.0.0.1:${server.port}`],
  technicians: [
    { id: 'ana', name: 'Ana Souza', username: 'ana', password: FIELD_PASSWORD, companyIds: ['matriz'] },
  ],
});
console.log(`Field protocol at ${server.url}, described in ${server.url}/openapi.json`);
process.once('SIGTERM', () => void server.close().then(() => storage.close()));
