// Changes one thing after the other until it is killed at a statement. Says what it is about to do, and what was
// acknowledged.
import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createFieldServer, openPostgresStorage, openSqliteStorage } from '../../src/index.ts';
import { crashAt } from './crash-at.ts';
import { requestOf } from './operations.ts';

const [place = '', accessToken = '', statement = '', first = ''] = process.argv.slice(2);
const secretKey = '11'.repeat(32);
const storage = place.startsWith('postgres:')
  ? await openPostgresStorage({ url: place, secretKey, evidencePath: tmpdir() })
  : await openSqliteStorage({ path: place, secretKey });
const server = createFieldServer({ storage });
crashAt(Number(statement));
// More changes than any crash takes: a crash that does not come is told, not waited for.
for (let number = Number(first); number < Number(first) + 200; number += 1) {
  writeSync(1, `try ${number}\n`);
  const { status } = await server.fetch(requestOf(accessToken, number));
  writeSync(1, `answer ${number} ${status}\n`);
}
process.exit(3);
