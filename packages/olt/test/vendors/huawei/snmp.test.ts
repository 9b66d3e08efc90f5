import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { connectOlt } from '../../../src/index.ts';
import { optics } from '../../../src/vendors/huawei/oids.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { missingSnmpsim, startSnmpsim } from '../../rigs/snmpsim.ts';

const missing = missingRecording('huawei') ?? missingSnmpsim();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const folder = join(recordingsFolder, 'huawei');
test("an OLT's readings of its ONUs, with the mark for no value", () => {
  const walk = readFileSync(join(folder, 'other/hertzbeat_4358_ma5800_olt_rx.snmpwalk'), 'utf8');
  const { oid, decode } = optics.columns.rxAtOltDbm;
  const rows = walk.split('\n').flatMap((line) => {
    const [, suffix, value] = /^\.([\d.]+) = INTEGER: (-?\d+)$/.exec(line) ?? [];
    if (suffix === undefined) return [];
    const index = suffix
      .slice(oid.length + 1)
      .split('.')
      .map(Number);
    return [{ ...optics.index(index), dbm: decode(Number(value)) }];
  });
  expect(rows).toEqual([
    { shelf: 0, slot: 5, port: 0, onuId: 0, dbm: null },
    { shelf: 0, slot: 5, port: 1, onuId: 0, dbm: -12.25 },
    { shelf: 0, slot: 5, port: 1, onuId: 1, dbm: -15.87 },
    { shelf: 0, slot: 5, port: 1, onuId: 14, dbm: -14.35 },
    { shelf: 0, slot: 5, port: 1, onuId: 18, dbm: -13.7 },
    { shelf: 0, slot: 5, port: 2, onuId: 1, dbm: null },
    { shelf: 0, slot: 5, port: 2, onuId: 3, dbm: null },
    { shelf: 0, slot: 5, port: 2, onuId: 4, dbm: null },
  ]);
});

test('an MDU describes itself in the same words and is not taken for an OLT', async () => {
  const agent = await startSnmpsim({ dataDir: join(folder, 'librenms/tests/snmpsim') });
  try {
    await expect(
      connectOlt({
        target: `snmp://${agent.host}:${agent.port}`,
        snmp: { version: '2c', community: 'smartax-mdu' },
      }),
    ).rejects.toMatchObject({ code: 'olt.vendor_unknown' });
  } finally {
    await agent.stop();
  }
});
