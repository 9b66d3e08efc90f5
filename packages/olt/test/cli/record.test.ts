import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPseudonyms } from '../../src/recording/pseudonyms.ts';
import { parseRecordedCase, replayCase } from '../../src/testing/index.ts';
import { documentOf } from './run-field-olt.ts';
import { type Access, type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;
let folder: string;
beforeAll(async () => {
  bench = await startCliBench({ onus: 12 });
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  for (const onu of bench.simulator.olt.state.onus())
    bench.simulator.olt.state.changeOnu(onu.address, { description: 'Ana Albuquerque' });
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

test.each<Access>(['ssh', 'telnet', 'snmp'])(
  'over %s: a file that replays, without a name in it',
  async (access) => {
    const file = join(folder, `${access}.json`);
    const args = ['readSystem', 'listUnauthorizedOnus', 'listOnus', '--port', '0/1/0', '--out', file];
    const run = await bench.run(access, 'record', [...args, '--json'], {
      env: { FIELD_OLT_RECORD_KEY: 'k' },
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(run)).toMatchObject({
      file,
      readings: [{}, {}, {}, { reading: 'listOnus', rows: 12 }],
    });
    const text = await readFile(file, 'utf8');
    const { onus, unauthorized } = bench.simulator.olt.state;
    for (const secret of ['Albuquerque', bench.simulator.password, '127.0.0.1'])
      expect(text).not.toContain(secret);
    for (const { serialNumber } of [
      ...onus.call(bench.simulator.olt.state),
      ...unauthorized.call(bench.simulator.olt.state),
    ])
      expect(text.toUpperCase()).not.toContain(serialNumber.slice(4));
    expect(text).toContain(JSON.stringify(createPseudonyms('k').name('Ana Albuquerque')));
    const replayed = await replayCase(parseRecordedCase(JSON.parse(text)));
    expect(replayed.map(({ same }) => same)).toEqual([true, true, true, true]);
    expect(bench.writesSent()).toEqual([]);
  },
);

test('an SNMP walk: every text nobody has described is another, and tables of addresses are left out', async () => {
  const file = join(folder, 'walk.json');
  const walks = ['--walk', '1.3.6.1.2.1', '--walk', '.1.3.6.1.4.1.2011.6.128.1.1.2.43'];
  const run = await bench.run('snmp', 'record', [...walks, '--out', file, '--json'], {
    env: { FIELD_OLT_RECORD_KEY: 'k' },
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const recorded = parseRecordedCase(JSON.parse(await readFile(file, 'utf8')));
  const text = (oid: string) => {
    const found = recorded.snmp?.find(([name]) => name.startsWith(oid));
    return Buffer.from(found?.[2] ?? '', 'hex').toString();
  };
  const { hostname, chassis } = bench.simulator.olt.state;
  expect(text('1.3.6.1.2.1.1.1.0')).toContain('Huawei Integrated Access Software');
  expect(text('1.3.6.1.2.1.1.5.0')).toBe(createPseudonyms('k').name(hostname));
  expect(text('1.3.6.1.2.1.31.1.1.1.1.')).toMatch(/^(?:GPON|ethernet) ?0\/\d+\/\d+$/);
  expect(text('1.3.6.1.4.1.2011.6.128.1.1.2.43.1.9.')).toBe(createPseudonyms('k').name('Ana Albuquerque'));
  expect(recorded.snmp?.some(([oid]) => oid.startsWith('1.3.6.1.2.1.4.'))).toBe(false);
  expect(chassis.model).toBeTruthy();
});

test('a transcript: what was sent and received, with times and operations, without secrets', async () => {
  const file = join(folder, 'transcript.jsonl');
  const run = await bench.run('telnet', 'discover', ['--transcript', file]);
  expect(run.code).toBe(0);
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(bench.simulator.password);
  const events = text
    .trimEnd()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { direction: string; text: string; operation: { name: string } | null },
    );
  const asked = events.find(
    ({ direction, text: sent }) => direction === 'sent' && sent.startsWith('display ont autofind'),
  );
  expect(asked).toMatchObject({
    operation: { name: 'listUnauthorizedOnus' },
    at: expect.any(String),
    purpose: 'command',
  });
  const nowhere = await bench.run('telnet', 'discover', ['--transcript', join(folder, 'no', 'such')]);
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('[cli.not_writable]') });
});

test('nothing that is there is replaced', async () => {
  const file = join(folder, 'mine.json');
  await writeFile(file, 'mine');
  const { code, stderr } = await bench.run('snmp', 'record', ['listBoards', '--out', file]);
  expect(code).toBe(2);
  expect(stderr).toContain('[cli.not_writable]');
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a name that is a word of the OLT: no case that lies', async () => {
  const [onu] = bench.simulator.olt.state.onus();
  bench.simulator.olt.state.changeOnu(onu?.address as never, { description: 'online' });
  const file = join(folder, 'word.json');
  const run = await bench.run('telnet', 'record', ['listOnus', '--port', '0/1/0', '--out', file]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('listOnus gives other rows with the names replaced. [cli.case_differs]');
  await expect(readFile(file)).rejects.toThrow();
});

test.each([
  [['listEverything'], 'readings are readSystem, '],
  [['--walk', 'sysDescr'], '--walk is not valid: an OID in numbers'],
  [['readOnu'], '--onu is not valid: readOnu needs it'],
  [['findOnu', '--onu', '0/1/0:1'], 'findOnu needs a serial number'],
])('%j', async (args, said) => {
  const run = await bench.run('telnet', 'record', [...args, '--out', join(folder, 'none.json')]);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
});
