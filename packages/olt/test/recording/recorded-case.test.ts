import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadName } from '../../src/contract/operations.ts';
import { connectOlt } from '../../src/index.ts';
import { CaseRecorder } from '../../src/recording/case-recorder.ts';
import { createPseudonyms } from '../../src/recording/pseudonyms.ts';
import { Scrubber } from '../../src/recording/scrubber.ts';
import { parseRecordedCase, replayCase } from '../../src/testing/index.ts';
import { type DriverBench, startDriverBench } from '../driver/simulated-olt.ts';

let bench: DriverBench;
beforeAll(async () => {
  bench = await startDriverBench();
  const { state } = bench.simulator.olt;
  state.hostname = 'POP-CENTRO';
  for (const [index, onu] of state.onus().entries())
    state.changeOnu(onu.address, { description: `Fernanda Albuquerque da Silva ${index}` });
});
afterAll(() => bench.close());

const pseudonyms = createPseudonyms('a key');
const at = { shelf: 0, slot: 1, port: 0 };
const address = { ...at, onuId: 3 };
const readings: readonly (readonly [ReadName, object])[] = [
  ['readSystem', {}],
  ['listBoards', {}],
  ['listPonPorts', {}],
  ['listUnauthorizedOnus', {}],
  ['listOnus', { at }],
  ['readOnu', { address }],
  ['readOnuSignal', { address }],
  ['readOnuHistory', { address }],
  ['listServicePorts', { address }],
  ['readOnu', { address: { ...at, onuId: 99 } }],
];

async function record(over: 'ssh' | 'telnet' | 'snmp') {
  const recorder = new CaseRecorder();
  const olt = await connectOlt({
    ...bench.options(over),
    access: 'read-only',
    budget: 'full',
    ...recorder.taps,
  });
  const live: unknown[] = [];
  for (const [name, request] of readings) {
    if (!olt.supports(name)) continue;
    await recorder.read(olt, name, request as never, {});
    live.push(null);
  }
  await olt.close();
  const user = over === 'snmp' ? null : bench.simulator.username;
  return {
    recorder,
    document: recorder.finish({ ...olt, user, pseudonyms, recordedAt: new Date(0) }),
    read: live.length,
  };
}

describe.each(['ssh', 'telnet', 'snmp'] as const)('a case recorded over %s', (over) => {
  test.each([65_536, 7])(
    'replays, in chunks of %i, to the rows of the live reading with other names',
    async (chunk) => {
      const { document, read } = await record(over);
      const recorded = parseRecordedCase(JSON.parse(JSON.stringify(document)));
      const replayed = await replayCase(recorded, { chunk });
      expect(replayed).toHaveLength(read);
      expect(read).toBeGreaterThan(5);
      for (const { same, recorded: reading, rows, error } of replayed) {
        if (reading.name !== 'readOnuSignal')
          expect({ rows, error }).toEqual({ rows: reading.rows, error: reading.error });
        expect(same, reading.name).toBe(true);
      }
      const scrubber = new Scrubber(pseudonyms);
      const olt = await connectOlt(bench.options(over));
      const onus = await olt.listOnus({ at });
      await olt.close();
      scrubber.learnFromRows(onus);
      expect(replayed.find(({ recorded: { name } }) => name === 'listOnus')?.rows).toEqual(
        scrubber.rows(onus),
      );
    },
  );

  test('tells nothing of whose OLT it is', async () => {
    const { document } = await record(over);
    const text = JSON.stringify(document);
    const { state } = bench.simulator.olt;
    const serials = [...state.onus(), ...state.unauthorized()].map(({ serialNumber }) => serialNumber);
    for (const secret of [...serials, bench.simulator.password, 'POP-CENTRO', 'Fernanda', 'Albuquerque']) {
      expect(text).not.toContain(secret);
      expect(text.toLowerCase()).not.toContain(Buffer.from(secret).toString('hex'));
    }
    for (const { serialNumber } of state.onus()) expect(text).not.toContain(serialNumber.slice(4));
    expect(text).toContain(pseudonyms.name('POP-CENTRO'));
  });
});

test('a screen the driver does not understand is recorded with the error it ended in', async () => {
  bench.judge = (line) =>
    line.startsWith('display ont autofind') ? { reply: '\r\n  ?!\r\n\r\nPOP-CENTRO#' } : 'pass';
  const recorder = new CaseRecorder();
  const olt = await connectOlt({ ...bench.options('telnet'), access: 'read-only', ...recorder.taps });
  expect(await recorder.read(olt, 'listUnauthorizedOnus', {}, {})).toEqual({ error: 'olt.parse_failed' });
  await olt.close();
  bench.judge = () => 'pass';
  const document = recorder.finish({ ...olt, user: 'admin', pseudonyms, recordedAt: new Date(0) });
  expect(await replayCase(document)).toMatchObject([{ same: true, error: 'olt.parse_failed' }]);
});

test.each(['telnet', 'snmp'] as const)('a case of another vendor, over %s', async (over) => {
  const zte = await startDriverBench({ vendor: 'zte', onus: 12, unauthorized: 2 });
  const { state } = zte.simulator.olt;
  for (const onu of state.onus()) state.changeOnu(onu.address, { description: 'Fernanda Albuquerque' });
  const [first] = state.onus();
  const place = first?.address ?? address;
  const port = { shelf: place.shelf, slot: place.slot, port: place.port };
  const recorder = new CaseRecorder();
  const settings = { ...zte.options(over), access: 'read-only', budget: 'full', ...recorder.taps } as const;
  const olt = await connectOlt(settings);
  const asked: readonly (readonly [ReadName, object])[] = [
    ...([
      ['readSystem', {}],
      ['listUnauthorizedOnus', {}],
      ['listOnus', { at: port }],
    ] as const),
    ['readOnu', { address: place }],
  ];
  for (const [name, request] of asked) await recorder.read(olt, name, request as never, {});
  await olt.close();
  const user = over === 'snmp' ? null : zte.simulator.username;
  const document = recorder.finish({ ...olt, user, pseudonyms, recordedAt: new Date(0) });
  const replayed = await replayCase(document);
  expect(replayed.map(({ recorded, same }) => [recorded.name, same])).toEqual(
    asked.map(([name]) => [name, true]),
  );
  const text = JSON.stringify(document);
  expect(text).not.toContain('Albuquerque');
  for (const { serialNumber } of state.onus())
    expect(text.toUpperCase()).not.toContain(serialNumber.slice(4));
  await zte.close();
});
