import { afterEach, describe, expect, test } from 'vitest';
import { createSnmpSession, type SnmpTarget } from '../../src/snmp/net-snmp-session.ts';
import { type AgentAnswer, type AgentRequest, type AgentVarbind, startUdpAgent } from '../rigs/udp-agent.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const root = '1.3.6.1.4.1.2011.6.128';
const number = (oid: string, value = 1): AgentVarbind => ({ oid, tag: 2, bytes: [value] });
const mark = (oid: string, tag: 128 | 129 | 130): AgentVarbind => ({ oid, tag, bytes: [] });

async function sessionWith(
  answer: (request: AgentRequest) => AgentAnswer,
  options: Partial<SnmpTarget> = {},
  host = '127.0.0.1',
) {
  const agent = await startUdpAgent(answer, host);
  const session = createSnmpSession({
    host: agent.host,
    port: agent.port,
    credentials: { version: '2c', community: 'public' },
    timeoutMs: 200,
    retries: 0,
    ...options,
  });
  cleanups.push(agent.stop, session.close);
  return { agent, session };
}

async function walk(session: Awaited<ReturnType<typeof sessionWith>>['session'], from = root) {
  const rows: (readonly [string, unknown])[] = [];
  for await (const row of session.walk(from)) rows.push(row);
  return rows;
}

/** Plays an agent that has these numbers below `root`, in order, `most` at a time. */
const table =
  (count: number, most = 100) =>
  ({ oids: [from = ''], maxRepetitions }: AgentRequest): AgentAnswer => {
    const after = from === root ? 0 : Number(from.split('.').at(-1));
    const length = Math.min(maxRepetitions, most, count - after);
    if (length <= 0) return [mark(from, 130)];
    return Array.from({ length }, (_, at) => number(`${root}.${after + at + 1}`));
  };

describe('a walk', () => {
  test('ends where the agent says that the end is, however few rows it gives at a time', async () => {
    for (const most of [1, 3, 100]) {
      const { session } = await sessionWith(table(25, most));
      expect(await walk(session)).toHaveLength(25);
    }
  });

  test('ends at the first variable of the next subtree', async () => {
    const { session } = await sessionWith(() => [number(`${root}.1`), number('1.3.6.1.4.1.2011.6.129.1')]);
    expect(await walk(session)).toEqual([[`${root}.1`, 1]]);
  });

  test('of a subtree the agent does not have is empty', async () => {
    for (const tag of [128, 129, 130] as const) {
      const { session } = await sessionWith(({ oids: [from = ''] }) => [mark(from, tag)]);
      expect(await walk(session)).toEqual([]);
    }
    const { session } = await sessionWith(() => ({ errorStatus: 2 }));
    expect(await walk(session)).toEqual([]);
  });

  test.each<[string, (request: AgentRequest) => AgentAnswer]>([
    ['the same variable for ever', () => [number(`${root}.1`)]],
    ['two in turns', ({ oids: [from] }) => [number(`${root}.${from?.endsWith('.2') ? 1 : 2}`)]],
    ['a step back within one answer', () => [number(`${root}.2`), number(`${root}.1`)]],
    ['what lies before the root', () => [number('1.3.6.1.2.1.1.3.0')]],
    ['nothing', () => []],
    ['an error', () => ({ errorStatus: 5 })],
    ['a value of an unknown type', () => [{ oid: `${root}.1`, tag: 3, bytes: [0, 1] }]],
  ])('that meets %s is an error, not a short list and not a loop', async (_name, answer) => {
    const { session, agent } = await sessionWith(answer);
    await expect(walk(session)).rejects.toMatchObject({ code: 'olt.snmp_error' });
    expect(agent.requests.length).toBeLessThan(4);
  });

  test('that breaks in the middle gives no end', async () => {
    const good = table(25, 10);
    const { session } = await sessionWith((request) =>
      request.oids[0]?.endsWith('.20') ? [] : good(request),
    );
    await expect(walk(session)).rejects.toMatchObject({ code: 'olt.snmp_error' });
  });

  test.each<[string, AgentAnswer]>([
    ['times out', null],
    ['is too big', { errorStatus: 1 }],
  ])('asks for fewer rows when a request %s, and keeps to it', async (_name, tooMany) => {
    const good = table(25);
    const { session, agent } = await sessionWith((request) =>
      request.maxRepetitions > 4 && request.oids[0] !== root ? tooMany : good(request),
    );
    expect(await walk(session)).toHaveLength(25);
    expect(await walk(session)).toHaveLength(25);
    const asked = agent.requests.map(({ maxRepetitions }) => maxRepetitions);
    expect([...new Set(asked)]).toEqual([10, 3]);
    expect(asked.lastIndexOf(10)).toBe(1);
  });

  test('with a dead agent is a time-out after few requests, never an empty list', async () => {
    const { session, agent } = await sessionWith(() => null, { timeoutMs: 20, retries: 1 });
    await expect(walk(session)).rejects.toMatchObject({ code: 'olt.timeout', retryable: true });
    expect(agent.requests.map(({ maxRepetitions }) => maxRepetitions)).toEqual([10, 10, 1, 1]);
  });

  test('that nobody goes on reading asks no further', async () => {
    const { session, agent } = await sessionWith(table(1_000));
    for await (const row of session.walk(root)) {
      expect(row[0]).toBe(`${root}.1`);
      break;
    }
    expect(agent.requests).toHaveLength(1);
  });
});

describe('a get', () => {
  const serve = ({ oids }: AgentRequest): AgentAnswer => oids.map((oid) => number(oid));
  const many = Array.from({ length: 45 }, (_, at) => `${root}.${at}`);

  test('asks for twenty variables at a time, each once', async () => {
    const { session, agent } = await sessionWith(serve);
    const values = await session.get([...many, ...many, `.${many[0]}`]);
    expect([...values.keys()]).toEqual(many);
    expect(agent.requests.map(({ oids }) => oids.length)).toEqual([20, 20, 5]);
  });

  test('asks for less when the answer does not fit', async () => {
    const { session } = await sessionWith((request) =>
      request.oids.length > 3 ? { errorStatus: 1 } : serve(request),
    );
    expect((await session.get(many)).size).toBe(45);
  });

  test('finds the variables that are there beside one that spoils the request', async () => {
    const { session } = await sessionWith((request) =>
      request.oids.includes(`${root}.7`) ? { errorStatus: 2 } : serve(request),
    );
    const values = await session.get(many);
    expect(values.size).toBe(44);
    expect(values.has(`${root}.7`)).toBe(false);
  });

  test('leaves out what the agent does not have', async () => {
    const { session } = await sessionWith(({ oids: [a = '', b = '', c = '', d = ''] }) => [
      mark(a, 128),
      mark(b, 129),
      { oid: c, tag: 5, bytes: [] },
      number(d, 7),
    ]);
    expect(await session.get(many.slice(0, 4))).toEqual(new Map([[many[3], 7]]));
  });

  test.each<[string, (request: AgentRequest) => AgentAnswer]>([
    ['another variable', () => [number(`${root}.99`)]],
    ['more than was asked for', ({ oids: [oid = ''] }) => [number(oid), number(oid)]],
    ['nothing', () => []],
    ['bytes that are no SNMP', () => Uint8Array.from([0x30, 0x05, 0xff, 0xff])],
    ['an answer too big for a single variable', () => ({ errorStatus: 1 })],
  ])('answered with %s is an error', async (_name, answer) => {
    const { session } = await sessionWith(answer);
    await expect(session.get([`${root}.1`])).rejects.toMatchObject({ code: 'olt.snmp_error' });
  });

  test('that the agent does not allow is refused', async () => {
    const { session } = await sessionWith(() => ({ errorStatus: 16 }));
    await expect(session.get([root])).rejects.toMatchObject({ code: 'olt.auth_refused' });
  });

  test('of what is no object identifier is bad input', async () => {
    const { session, agent } = await sessionWith(serve);
    for (const oid of ['', '1', 'sysDescr', '1..3', '1.3.4294967296', '1.3.6.'])
      await expect(session.get([oid])).rejects.toMatchObject({ code: 'core.invalid_input' });
    expect(agent.requests).toEqual([]);
  });
});

describe('values', () => {
  test.each<[string, number, readonly number[], unknown]>([
    ['a negative integer', 2, [0xfa, 0x7a], -1414],
    ['an integer wider than 31 bits', 2, [0, 0xfa, 0, 0x20, 0], 4_194_312_192],
    ['a gauge above 2^31', 66, [0, 0xfa, 0, 0x20, 0], 4_194_312_192],
    ['a gauge sent with a sign', 66, [0xfa, 0, 0x20, 0], 4_194_312_192],
    ['a counter at its end', 65, [0, 0xff, 0xff, 0xff, 0xff], 4_294_967_295],
    ['time ticks', 67, [0x30, 0x33, 0xb8, 0x47], 808_695_879],
    ['a 64-bit counter', 70, [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 2n ** 63n - 1n],
    ['a 64-bit counter with a leading zero', 70, [0, ...Array(8).fill(0xff)], 2n ** 64n - 1n],
    ['octets', 4, [0x48, 0, 0xff], Uint8Array.of(0x48, 0, 0xff)],
    ['no octets', 4, [], new Uint8Array()],
    ['an object identifier', 6, [0x2b, 6, 1, 4, 1], '1.3.6.1.4.1'],
    ['an address', 64, [10, 0, 0, 1], '10.0.0.1'],
    ['opaque bytes', 68, [0x9f, 0x78], Uint8Array.of(0x9f, 0x78)],
  ])('%s', async (_name, tag, bytes, value) => {
    const oid = `${root}.1.4194312192.4294967295`;
    const { session } = await sessionWith(() => [{ oid, tag, bytes }]);
    expect(await session.get([oid])).toEqual(new Map([[oid, value]]));
  });
});

describe('a session', () => {
  test('speaks IPv6', async () => {
    const { session } = await sessionWith(({ oids }) => oids.map((oid) => number(oid)), {}, '::1');
    expect(await session.get([root])).toEqual(new Map([[root, 1]]));
  });

  test('looks names up', async () => {
    const { session } = await sessionWith(({ oids }) => oids.map((oid) => number(oid)), {
      host: 'localhost',
    });
    // Where localhost is ::1 first nobody answers there; both say that the name was understood.
    const result = await session.get([root]).catch((error: { code: string }) => error.code);
    expect([new Map([[root, 1]]), 'olt.timeout']).toContainEqual(result);
    const unknown = createSnmpSession({
      host: 'x'.repeat(64),
      credentials: { version: '2c', community: 'public' },
    });
    await expect(unknown.get([root])).rejects.toMatchObject({ code: 'olt.unreachable' });
  });

  test('can be aborted before and while it waits, and asks on', async () => {
    const { session, agent } = await sessionWith(
      (request) => (agent.requests.length === 1 ? null : request.oids.map((oid) => number(oid))),
      { timeoutMs: 60_000 },
    );
    await expect(session.get([root], AbortSignal.abort())).rejects.toMatchObject({ code: 'olt.aborted' });
    const controller = new AbortController();
    const asking = expect(session.get([root], controller.signal)).rejects.toMatchObject({
      code: 'olt.aborted',
    });
    await agent.asked;
    controller.abort();
    await asking;
    expect((await session.get([root])).size).toBe(1);
  });

  test('ends what still waits when it is closed, and asks no more', async () => {
    const { session, agent } = await sessionWith(() => null, { timeoutMs: 60_000 });
    const asking = expect(session.get([root])).rejects.toMatchObject({ code: 'olt.session_closed' });
    await agent.asked;
    await session.close();
    await session.close();
    await asking;
    await expect(session.get([root])).rejects.toMatchObject({ code: 'olt.session_closed' });
  });

  test.each([
    ['community', { version: '2c', community: '' }],
    ['user', v3({ user: '' })],
    ['authPassword', v3({ authPassword: 'short' })],
    ['privPassword', v3({ privPassword: 'short' })],
  ] as const)('without a usable %s is not made', (field, credentials) => {
    expect(() => createSnmpSession({ host: '127.0.0.1', credentials })).toThrow(
      expect.objectContaining({
        details: { issues: [expect.objectContaining({ path: ['credentials', field] })] },
      }),
    );
  });
});

function v3(wrong: {
  readonly user?: string;
  readonly authPassword?: string;
  readonly privPassword?: string;
}) {
  return {
    version: '3',
    user: 'field',
    authProtocol: 'sha',
    authPassword: 'long enough',
    privProtocol: 'aes',
    privPassword: 'long enough',
    ...wrong,
  } as const;
}
