import { afterEach, describe, expect, test } from 'vitest';
import type { SweepProgress } from '../../src/contract/snmp.ts';
import { Random } from '../../src/simulator/random.ts';
import type { AgentAnswer, AgentRequest, AgentVarbind } from '../rigs/udp-agent.ts';
import { endSessions, expected, pon, sessionWith } from './sweeping.ts';

afterEach(endSessions);

describe('what the network does to it', () => {
  const seed = 7_041;

  test.each([0.05, 0.1, 0.2])('a share of %s of the requests or answers lost', async (share) => {
    const random = new Random(seed);
    const table = pon(3, 8, 40);
    const lost = () => random.next() < share / 2;
    const { sweep } = await sessionWith(
      (request) => (lost() ? null : table.answer(request)),
      { timeoutMs: 100, retries: 8 },
      (send) => {
        if (!lost()) send();
      },
    );
    let repeated = 0;
    const onProgress = (progress: SweepProgress) => {
      repeated = progress.repeated;
    };
    expect(await sweep(table.columns, { onProgress })).toEqual(expected(table));
    expect(repeated).toBeGreaterThan(0);
  });

  test('answers that overtake one another, and come twice', async () => {
    const random = new Random(seed);
    const held: (() => void)[] = [];
    const table = pon(6, 8, 60);
    const { sweep } = await sessionWith(table.answer, { timeoutMs: 100, retries: 8 }, (send) => {
      held.push(send);
      if (held.length < 3 && random.next() < 0.6) return;
      for (const one of held.splice(0).reverse()) {
        one();
        one();
      }
    });
    expect(await sweep(table.columns)).toEqual(expected(table));
  });

  test('an answer to the first attempt that comes after the second was sent counts, and only once', async () => {
    const table = pon(6, 2, 30);
    const late: (() => void)[] = [];
    const { sweep } = await sessionWith(table.answer, {}, (send) => {
      if (late.length === 0) late.push(send);
      else {
        for (const one of late) one();
        send();
      }
    });
    expect(await sweep(table.columns)).toEqual(expected(table));
  });

  test('an agent that drops what comes while it works', async () => {
    const table = pon(6, 4, 20);
    let busy = false;
    const { sweep } = await sessionWith(
      (request) => {
        if (busy) return null;
        busy = true;
        return table.answer(request);
      },
      { timeoutMs: 60, retries: 20 },
      (send) =>
        setTimeout(() => {
          busy = false;
          send();
        }, 5),
    );
    expect(await sweep(table.columns)).toEqual(expected(table));
  });
});

describe('an agent that makes no sense is an error, in few requests', () => {
  const good = pon(2, 4, 40);
  const of = (oid: string): AgentVarbind => ({ oid, tag: 2, bytes: [1] });

  test.each<[string, (request: AgentRequest) => AgentAnswer]>([
    ['the same rows for ever', () => good.columns.map((column) => of(`${column}.4194304000.1`))],
    ['rows that go back within an answer', (request) => [...good.answer(request)].reverse()],
    [
      'a row twice',
      ({ oids, ...rest }) => {
        const answer = good.answer({ oids, ...rest });
        return [...answer.slice(0, 4), ...answer.slice(2, 4), ...answer.slice(4)];
      },
    ],
    ['what lies before the table', ({ oids }) => oids.map(() => of('1.3.6.1.2.1.1.3.0'))],
    ['nothing', () => []],
    ['an error', () => ({ errorStatus: 5 })],
    ['too big, for a single variable', () => ({ errorStatus: 1 })],
    ['a value of an unknown type', ({ oids: [oid = ''] }) => [{ oid: `${oid}.1.1`, tag: 3, bytes: [0, 1] }]],
    ['a counter without bytes', ({ oids: [oid = ''] }) => [{ oid: `${oid}.1.1`, tag: 65, bytes: [] }]],
  ])('%s', async (_name, answer) => {
    const { sweep, agent } = await sessionWith(answer, { timeoutMs: 200, retries: 1 });
    await expect(sweep(good.columns)).rejects.toMatchObject({ code: 'olt.snmp_error' });
    expect(agent.requests.length).toBeLessThan(20);
  });

  test('a table without end', async () => {
    const { sweep, agent } = await sessionWith(({ oids, maxRepetitions }) =>
      Array.from({ length: maxRepetitions }, (_, round) =>
        oids.map((oid): AgentVarbind => {
          const numbers = oid.split('.').map(Number);
          const last = oid === good.columns[0] ? 0 : (numbers.at(-1) ?? 0);
          return of(
            [...(oid === good.columns[0] ? numbers : numbers.slice(0, -1)), last + round + 1].join('.'),
          );
        }),
      ).flat(),
    );
    const controller = new AbortController();
    const reading = sweep(good.columns.slice(0, 1), {
      signal: controller.signal,
      onProgress: ({ rows }) => {
        if (rows > 20_000) controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'olt.aborted' });
    expect(agent.requests.length).toBeLessThan(5_000);
  });

  test('bytes that are no SNMP', async () => {
    const { sweep } = await sessionWith(() => Uint8Array.from([0x30, 0x05, 0xff, 0xff]), {
      timeoutMs: 30,
      retries: 1,
    });
    await expect(sweep(good.columns)).rejects.toMatchObject({ code: 'olt.snmp_error' });
  });

  test('silence is a time-out, never an empty table', async () => {
    const { sweep, agent } = await sessionWith(() => null, { timeoutMs: 30, retries: 1 });
    await expect(sweep(good.columns)).rejects.toMatchObject({ code: 'olt.timeout', retryable: true });
    expect(agent.requests.length).toBeLessThan(6);
  });

  test('silence from the middle on is a time-out, never a short table', async () => {
    let answers = 0;
    const { sweep } = await sessionWith(
      (request) => {
        answers += 1;
        return answers > 3 ? null : good.answer(request);
      },
      { timeoutMs: 30, retries: 1 },
    );
    await expect(sweep(good.columns)).rejects.toMatchObject({ code: 'olt.timeout' });
  });

  test('a reading it does not allow is refused', async () => {
    const { sweep } = await sessionWith(() => ({ errorStatus: 16 }));
    await expect(sweep(good.columns)).rejects.toMatchObject({ code: 'olt.auth_refused' });
  });
});
