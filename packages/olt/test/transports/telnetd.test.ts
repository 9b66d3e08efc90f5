import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTelnetTransport } from '../../src/transports/telnet.ts';
import { readAll, readUntil } from '../rigs/read-until.ts';
import { missingTelnetd, startTelnetd, type Telnetd } from '../rigs/telnetd.ts';

const missing = missingTelnetd();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

/**
 * Shows its window, then numbers every line it gets, so that an Enter that arrives twice is seen. (telnetd gives its programs a
 * terminal of seven bits until they ask for eight.)
 */
const program = `#!/bin/sh
stty -echo -istrip
echo "size $(stty size) term $TERM"
number=0
while IFS= read -r line; do
  number=$((number + 1))
  echo "$number<$line>"
  [ "$line" = bye ] && exit
done
`;

let folder: string;
let telnetd: Telnetd;
beforeAll(async () => {
  if (missing) return;
  folder = await mkdtemp(join(tmpdir(), 'field-telnetd-'));
  await writeFile(join(folder, 'login'), program);
  await chmod(join(folder, 'login'), 0o755);
  telnetd = await startTelnetd({ loginProgram: join(folder, 'login') });
});
afterAll(async () => {
  await telnetd?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('a real telnetd learns the window and the terminal type', async () => {
  const transport = createTelnetTransport({ ...telnetd, window: { columns: 511, rows: 255 } });
  await transport.open();
  expect(await readUntil(transport, /term \w+/)).toContain('size 255 511 term vt100');
  await transport.close();
});

test('text goes both ways, and one CR is one Enter', async () => {
  const transport = createTelnetTransport(telnetd);
  await transport.open();
  await readUntil(transport, 'term');
  await transport.write('first\r', 'command');
  await transport.write('\r', 'command');
  await transport.write('acentuação 中文\r', 'command');
  await transport.write('two\rlines\r', 'command');
  const text = await readUntil(transport, '5<lines>');
  expect(text.match(/\d+<.*?>/g)).toEqual(['1<first>', '2<>', '3<acentuação 中文>', '4<two>', '5<lines>']);
  await transport.write('bye\r', 'command');
  expect(await readAll(transport)).toContain('6<bye>');
  await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
  await transport.close();
});
