// Uses material on a ticket, one thousandth of a metre at a time, until it is killed at a statement. Says what it is about
// to do, and what was acknowledged.
import { writeSync } from 'node:fs';
import { createFieldServer, openSqliteStorage } from '../../src/index.ts';
import { crashAt } from './crash-at.ts';
import { useRequest } from './use-request.ts';

const [path = '', accessToken = '', statement = '', first = ''] = process.argv.slice(2);
const storage = await openSqliteStorage({ path, secretKey: '11'.repeat(32) });
const server = createFieldServer({ storage });
crashAt(Number(statement));
for (let number = Number(first); ; number += 1) {
  writeSync(1, `try ${number}\n`);
  const response = await server.fetch(useRequest(accessToken, number));
  const { movementId } = (await response.json()) as { movementId?: string };
  writeSync(1, `${response.status} ${number} ${movementId}\n`);
}
