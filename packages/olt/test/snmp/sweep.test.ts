import { afterEach, describe, expect, test } from 'vitest';
import type { SweepProgress } from '../../src/contract/snmp.ts';
import { type AgentTable, cutTo, ponIndexes, tableOf } from '../rigs/table-agent.ts';
import { endSessions, entry, expected, pon, sessionWith, value } from './sweeping.ts';

afterEach(endSessions);

describe('a sweep reads every row once', () => {
  test.each<[string, AgentTable]>([
    ['of many PON ports', pon()],
    ['of one column', pon(1)],
    ['of one port', pon(6, 1, 128)],
    ['of few rows', pon(6, 2, 1)],
    [
      'of a table indexed by small numbers',
      tableOf(
        entry,
        3,
        Array.from({ length: 300 }, (_, at) => [at + 1]),
      ),
    ],
    [
      'of numbers far apart',
      tableOf(
        entry,
        2,
        [0, 1, 7, 65_536, 4_294_967_294, 4_294_967_295].map((at) => [at]),
      ),
    ],
    ['of an index that holds another', tableOf(entry, 2, [[1], [1, 0], [1, 0, 5], [2, 9], [2, 9, 0]])],
    ['of more columns than an answer holds', pon(70, 2, 3)],
    ['of nothing', pon(6, 0, 0)],
  ])('%s', async (_name, table) => {
    const { sweep } = await sessionWith(table.answer);
    expect(await sweep(table.columns)).toEqual(expected(table));
  });

  test('with many requests under way, where the budget allows it', async () => {
    const table = pon(6, 16, 128);
    const { sweep, agent } = await sessionWith(table.answer);
    let widest = 0;
    const onProgress = ({ window }: SweepProgress) => {
      widest = Math.max(widest, window);
    };
    expect(await sweep(table.columns, { onProgress })).toEqual(expected(table));
    expect(widest).toBeGreaterThan(8);
    const sizes = agent.requests.map(({ oids, maxRepetitions }) => oids.length * maxRepetitions);
    expect(Math.max(...sizes)).toBe(120);
    const fewest = Math.ceil((table.indexes.length * 6) / 120);
    expect(agent.requests.length).toBeLessThan(3 * fewest);
  });

  test('gently: two requests under way, each for what one frame carries', async () => {
    const table = pon(6, 4, 40);
    const { sweep, agent } = await sessionWith(table.answer, { budget: 'gentle' });
    const windows = new Set<number>();
    const onProgress = ({ window }: SweepProgress) => void windows.add(window);
    expect(await sweep(table.columns, { onProgress })).toEqual(expected(table));
    expect(Math.max(...windows)).toBeLessThanOrEqual(2);
    const sizes = agent.requests.map(({ oids, maxRepetitions }) => oids.length * maxRepetitions);
    expect(Math.max(...sizes)).toBe(48);
  });

  test('below the roots that are given, and nothing else', async () => {
    const table = pon();
    const { sweep } = await sessionWith(table.answer);
    const [first = 0, fifth = 0] = [table.indexes[0]?.[0], table.indexes[4 * 40]?.[0]];
    const wanted = expected(table).filter(({ suffix: [port] }) => port === first || port === fifth);
    expect(wanted).toHaveLength(80);
    // One that stands below another, twice, and one without rows.
    const roots = [[fifth], [first], [first, 3], [fifth], [first + 1]];
    expect(await sweep(table.columns, { roots })).toEqual(wanted);
  });

  test.each([1, 2, 5, 7, 13])('from an agent that puts %i variables into an answer', async (most) => {
    const table = pon(6, 3, 12);
    const { sweep } = await sessionWith((request) => cutTo(table.answer(request), most));
    expect(await sweep(table.columns)).toEqual(expected(table));
  });

  test('from an agent that finds more than four variables too big', async () => {
    const table = pon(6, 3, 12);
    const { sweep, agent } = await sessionWith((request) =>
      request.oids.length * Math.max(1, request.maxRepetitions) > 4
        ? { errorStatus: 1 }
        : table.answer(request),
    );
    expect(await sweep(table.columns)).toEqual(expected(table));
    // It learns it once, not for every range.
    const refused = agent.requests.filter(({ oids, maxRepetitions }) => oids.length * maxRepetitions > 4);
    expect(refused.length).toBeLessThan(12);
  });

  test('from an agent that is silent when more than ten variables are asked for', async () => {
    const table = pon(6, 2, 12);
    const { sweep } = await sessionWith(
      (request) => (request.oids.length * request.maxRepetitions > 10 ? null : table.answer(request)),
      { timeoutMs: 60 },
    );
    expect(await sweep(table.columns)).toEqual(expected(table));
  });

  test('from an SNMPv1-minded agent that says noSuchName at the end', async () => {
    const table = tableOf(entry, 2, ponIndexes(2, 12));
    const { sweep } = await sessionWith((request) => {
      const answer = table.answer(request);
      return answer.some(({ oid }) => oid.includes('.99.')) ? { errorStatus: 2 } : answer;
    });
    expect(await sweep(table.columns)).toEqual(expected(table));
  });
});

describe('cells that are missing', () => {
  const isHole = (column: number, index: readonly number[]) => column === 3 && (index.at(-1) ?? 0) % 5 === 2;

  test('are null where the agent has none, and are not asked for again and again', async () => {
    const indexes = ponIndexes(8, 60);
    const table = tableOf(entry, 4, indexes, (column, index) =>
      isHole(column, index) ? null : value(column, index),
    );
    const { sweep, agent } = await sessionWith(table.answer);
    const rows = await sweep(table.columns);
    expect(rows).toHaveLength(indexes.length);
    for (const { suffix, values } of rows)
      expect(values).toEqual(
        [1, 2, 3, 4].map((column) => (isHole(column, suffix) ? null : value(column, suffix))),
      );
    const asked = agent.requests.filter(({ kind }) => kind === 'get').flatMap(({ oids }) => oids);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(60);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('are filled where the agent only skipped them', async () => {
    const table = pon(4, 8, 60);
    const skipping = tableOf(entry, 4, table.indexes, (column, index) =>
      isHole(column, index) ? null : value(column, index),
    );
    const { sweep, agent } = await sessionWith((request) =>
      request.kind === 'get' ? table.answer(request) : skipping.answer(request),
    );
    expect(await sweep(table.columns)).toEqual(expected(table));
    const asked = agent.requests.filter(({ kind }) => kind === 'get').flatMap(({ oids }) => oids);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(table.indexes.filter((index) => isHole(3, index)).length);
  });

  test('of a whole column leave the others whole', async () => {
    const indexes = ponIndexes(8, 60);
    const table = tableOf(entry, 4, indexes, (column, index) => (column === 2 ? null : value(column, index)));
    const { sweep, agent } = await sessionWith(table.answer);
    const rows = await sweep(table.columns);
    expect(rows.map(({ values }) => values)).toEqual(
      indexes.map((index) => [value(1, index), null, value(3, index), value(4, index)]),
    );
    expect(agent.requests.filter(({ kind }) => kind === 'get').length).toBeLessThan(8);
  });

  test('at the end of one column only', async () => {
    const indexes = ponIndexes(3, 20);
    const last = indexes.at(-20)?.[0] ?? 0;
    const table = tableOf(entry, 2, indexes, (column, [port = 0, onu = 0]) =>
      column === 2 && port >= last ? null : value(column, [port, onu]),
    );
    const { sweep } = await sessionWith(table.answer);
    const rows = await sweep(table.columns);
    expect(rows).toHaveLength(60);
    expect(rows.filter(({ values: [, second] }) => second === null)).toHaveLength(20);
  });
});

describe('values come as a walk brings them', () => {
  test.each<[string, number, readonly number[], unknown]>([
    ['a negative integer', 2, [0xfa, 0x7a], -1414],
    ['an integer wider than 31 bits', 2, [0, 0xfa, 0, 0x20, 0], 4_194_312_192],
    ['a gauge sent with a sign', 66, [0xfa, 0, 0x20, 0], 4_194_312_192],
    ['a 64-bit counter', 70, [0, ...Array(8).fill(0xff)], 2n ** 64n - 1n],
    ['octets', 4, [0x48, 0, 0xff], Uint8Array.of(0x48, 0, 0xff)],
    ['no octets', 4, [], new Uint8Array()],
  ])('%s', async (_name, tag, bytes, read) => {
    const { sweep, session } = await sessionWith(({ oids }) =>
      oids.map((oid) =>
        oid === `${entry}.1` ? { oid: `${oid}.7`, tag, bytes } : { oid, tag: 130, bytes: [] },
      ),
    );
    expect(await sweep([`${entry}.1`])).toEqual([{ suffix: [7], values: [read] }]);
    const walked = [];
    for await (const [, found] of session.walk(`${entry}.1`)) walked.push(found);
    expect(walked).toEqual([read]);
  });
});

describe('a sweep can be left', () => {
  const table = pon(6, 16, 128);

  test('by a signal, before it begins and under way; nothing is asked after that', async () => {
    const { sweep, agent } = await sessionWith(table.answer);
    await expect(sweep(table.columns, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'olt.aborted',
    });
    expect(agent.requests).toEqual([]);
    const controller = new AbortController();
    const onProgress = ({ requests }: SweepProgress) => {
      if (requests > 30) controller.abort();
    };
    await expect(sweep(table.columns, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'olt.aborted',
    });
    expect(agent.requests.length).toBeLessThan(150);
  });

  test('by a reader who has enough', async () => {
    const { session, agent } = await sessionWith(table.answer);
    for await (const { values } of session.sweep?.(table.columns) ?? []) {
      expect(values).toHaveLength(6);
      break;
    }
    const { length } = agent.requests;
    await session.get([`${table.columns[0]}.4194304000.1`]);
    expect(agent.requests.length).toBeLessThan(length + 10);
  });

  test('by closing the session', async () => {
    const { sweep, session, agent } = await sessionWith(() => null, { timeoutMs: 60_000 });
    const reading = expect(sweep(table.columns)).rejects.toMatchObject({ code: 'olt.session_closed' });
    await agent.asked;
    await session.close();
    await reading;
  });

  test('while it waits for a budget that is used up', async () => {
    const { sweep } = await sessionWith(table.answer);
    const controller = new AbortController();
    const onProgress = ({ requests }: SweepProgress) => {
      if (requests === 1) controller.abort();
    };
    const reading = sweep(table.columns, { budget: 20, signal: controller.signal, onProgress });
    await expect(reading).rejects.toMatchObject({ code: 'olt.aborted' });
  });
});

test('a reader who is slow is waited for: rows do not pile up', async () => {
  const table = pon(1, 64, 128);
  const { session, agent } = await sessionWith(table.answer);
  const reading = session.sweep?.(table.columns)[Symbol.asyncIterator]();
  await reading?.next();
  // Whatever is going to be asked without a reader, is asked before this is answered.
  for (let round = 0; round < 300; round += 1) await session.get([`${table.columns[0]}.4194304000.1`]);
  const asked = agent.requests.reduce((sum, { maxRepetitions }) => sum + maxRepetitions, 0);
  expect(asked).toBeLessThan(table.indexes.length);
  await reading?.return?.();
});

test.each([
  [[], {}],
  [['sysDescr'], {}],
  [['1.3.6.1'], { roots: [[-1]] }],
  [['1.3.6.1'], { budget: 0 }],
  [['1.3.6.1'], { budget: Number.NaN }],
])('bad input is named before anything is sent: %j %j', async (columns, how) => {
  const { session, agent } = await sessionWith(() => null);
  const read = async () => {
    for await (const row of session.sweep?.(columns, how) ?? []) expect(row).toBeUndefined();
  };
  await expect(read()).rejects.toMatchObject({ code: 'core.invalid_input' });
  expect(agent.requests).toEqual([]);
});
