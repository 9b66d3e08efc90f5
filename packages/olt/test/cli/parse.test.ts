import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseRecording } from '../../src/contract/vendor-cases.ts';
import { screens } from '../../src/vendors/huawei/cases/screens.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { documentOf, fieldOlt, spawnFieldOlt } from './run-field-olt.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
});
afterAll(() => rm(folder, { recursive: true }));

const words = (command: string, ...more: string[]) => [
  ...['parse', '--vendor', 'huawei', '--command', command, ...more],
];

/** Parses a screen that lies in a file. */
async function parse(command: string, screen: string, ...more: string[]) {
  const file = join(folder, 'screen.txt');
  await writeFile(file, screen);
  return fieldOlt(words(command, file, ...more));
}

const summary = 'display ont info summary 0/1/0';
const rule = '-'.repeat(78);
const clean = `
  ${rule}
  In port 0/1/0, the total of ONTs are: 1, online: 1
  ${rule}
  ONT  Run     Last                Last                Last
  ID   State   UpTime              DownTime            DownCause
  ${rule}
  0    online  2024-03-01 10:00:00 2024-03-01 09:00:00 dying-gasp
  ${rule}
  ONT        SN        Type          Distance Rx/Tx power  Description
  ID                                    (m)      (dBm)
  ${rule}
  0   4857544312345678 EG8145V5      1234   -18.50/2.10   Ana
  ${rule}
`;
const row = {
  address: { shelf: 0, slot: 1, port: 0, onuId: 0 },
  serialNumber: 'HWTC12345678',
  runState: 'online',
  model: 'EG8145V5',
  distanceMetres: 1234,
  downCause: 'powerLoss',
  description: 'Ana',
};

describe('a screen', () => {
  test('as it was pasted', async () => {
    for (const from of [[], ['-']]) {
      const run = await spawnFieldOlt(words(summary, ...from, '--json'), { input: clean });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(documentOf(run)).toEqual([expect.objectContaining(row)]);
    }
  });

  test('in a capture of the whole terminal: prompt, echo, completion prompt, pager', async () => {
    const pager = "---- More ( Press 'Q' to break ) ----";
    const paged = clean.replace(
      `${rule}\n  ONT `,
      `${rule}\n${pager}\u001b[37D${' '.repeat(37)}\u001b[37D  ONT `,
    );
    const capture = `OLT01>enable\r\n\r\nOLT01#${summary}\r\n{ <cr>||<K> }:\r\n\r\n  Command:\r\n          ${summary}\r\n${paged.replaceAll('\n', '\r\n')}\r\nOLT01#quit\r\n`;
    const run = await parse(summary, capture, '--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(run)).toEqual([expect.objectContaining(row)]);
  });

  test('as a table for people', async () => {
    const { stdout } = await parse(summary, clean);
    expect(stdout).toMatch(/^address +serialNumber/);
    expect(stdout).toContain('0/1/0:0');
  });

  test('in which the device says that there is nothing is an empty list', async () => {
    const run = await parse(
      'display ont autofind all',
      '\n  Failure: The automatically found ONTs do not exist\n',
      '--json',
    );
    expect(run).toMatchObject({ code: 0 });
    expect(documentOf(run)).toEqual([]);
  });

  test.each([
    ['cut in the middle', clean.slice(0, clean.indexOf('dying')), 'online'],
    ['of something else', 'Good morning, this is no OLT at all\n', 'Good morning'],
    ['with a line nobody knows', clean.replace('0    online', 'zero online'), 'zero online'],
    ['that is empty', '', 'no reply'],
  ])('%s is an error that quotes the line, never a shorter list', async (_what, input, quoted) => {
    const run = await parse(summary, input, '--json');
    expect(run.code).toBe(7);
    expect(documentOf(run)).toMatchObject({ error: { code: 'olt.parse_failed' } });
    expect(run.stderr).toContain(quoted);
  });

  test('of an unknown command: the known ones are listed', async () => {
    const run = await parse('display frobnication', clean);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('display ont info summary <shelf>/<slot>/<port>');
  });

  test('from a file that is not there', async () => {
    const run = await fieldOlt(['parse', '--vendor', 'huawei', '--command', summary, '/nonexistent/screen']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('ENOENT') });
  });
});

describe('every recording that an operation reads', () => {
  const missing = missingRecording('huawei');
  beforeEach((context) => context.skip(missing !== null, missing ?? ''));

  test.each(screens.map(({ command, text }) => [command, (text as CaseRecording).recording] as const))(
    '%s (%s)',
    async (command, file) => {
      const path = join(recordingsFolder, file);
      const read = (from: string) =>
        fieldOlt(['parse', '--vendor', 'huawei', '--command', command, from, '--json']);
      const run = await read(path);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const rows = documentOf(run) as object[];
      expect(rows.length).toBeGreaterThan(0);
      const recorded = await readFile(path, 'utf8');
      if (recorded.includes(command)) return;
      // The same as a person's terminal would have kept it.
      const pasted = join(folder, 'capture.txt');
      await writeFile(pasted, `OLT01#${command}\r\n${recorded.replace(/\r?\n/g, '\r\n')}\r\nOLT01#`);
      expect(documentOf(await read(pasted))).toEqual(rows);
    },
  );
});
