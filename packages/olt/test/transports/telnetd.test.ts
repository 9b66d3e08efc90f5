import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTelnetTransport } from '../../src/transports/telnet.ts';
import { defaultTerminalWindow } from '../../src/transports/terminal.ts';
import { readUntil } from '../rigs/read-until.ts';
import { missingTelnetd, startTelnetd, type Telnetd } from '../rigs/telnetd.ts';

const missing = missingTelnetd();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

/**
 * Waits for a line, so that all that was negotiated before it has taken effect; then shows its window and numbers every further
 * line, so that an Enter that arrives twice is seen. (telnetd gives its programs a terminal of seven bits until they ask for eight.)
 * It ends without a last word: telnetd hangs up when it hears that its program is gone, whether or not it has read all it wrote.
 */
const program = `#!/bin/sh
echo ready
IFS= read -r line
stty -echo -istrip
echo "size $(stty size) term $TERM"
number=0
while IFS= read -r line; do
  [ "$line" = bye ] && exit
  number=$((number + 1))
  echo "$number<$line>"
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

async function begin(window = defaultTerminalWindow) {
  const transport = createTelnetTransport({ ...telnetd, window });
  await transport.open();
  await readUntil(transport, 'ready');
  await transport.write('go\r', 'command');
  return { transport, text: await readUntil(transport, /term \w+\r/) };
}

test('a real telnetd learns the window and the terminal type', async () => {
  const { transport, text } = await begin({ columns: 511, rows: 255 });
  expect(text).toContain('size 255 511 term vt100');
  await transport.close();
});

test('text goes both ways, and one CR is one Enter', async () => {
  const { transport } = await begin();
  await transport.write('first\r', 'command');
  await transport.write('\r', 'command');
  await transport.write('acentuação 中文\r', 'command');
  await transport.write('two\rlines\r', 'command');
  const text = await readUntil(transport, '5<lines>');
  expect(text.match(/\d+<.*?>/g)).toEqual(['1<first>', '2<>', '3<acentuação 中文>', '4<two>', '5<lines>']);
  await transport.write('bye\r', 'command');
  await expect(transport.read()).rejects.toMatchObject({ code: 'olt.session_closed' });
  await transport.close();
});
