import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenForTraps, type OltEvent, type TrapReceiver, type WatchOptions } from '../../src/index.ts';
import { type DriverBench, startDriverBench } from './simulated-olt.ts';

const never = 3_600_000;
const brief = ({ type, ...event }: OltEvent) =>
  'address' in event ? `${type} ${event.address.port}:${event.address.onuId}` : type;

let bench: DriverBench;
let receiver: TrapReceiver;
let stop: AbortController;

beforeEach(async () => {
  stop = new AbortController();
  receiver = await listenForTraps({
    host: '127.0.0.1',
    port: 0,
    credentials: [{ version: '2c', community: 'public' }],
  });
  bench = await startDriverBench({
    ...{ onus: 40, unauthorized: 1, onlineAfterMs: 3 },
    traps: { host: '127.0.0.1', port: receiver.port },
  });
});
afterEach(async () => {
  stop.abort();
  await bench.close();
  await receiver.close();
});

/** The events of a watch, each once it is asked for. */
async function watch(over: 'ssh' | 'telnet' | 'snmp', options: WatchOptions) {
  const olt = await bench.connect(over, { budget: 'full', access: 'read-only' });
  const events = olt.watch({ signal: stop.signal, signalsEveryMs: null, ...options });
  const next = async (): Promise<OltEvent> => {
    const { value, done } = await events.next();
    if (done || !value) throw new Error('the watch has ended');
    return value;
  };
  return { olt, events, next };
}
const upOf = (port: number) =>
  bench.simulator.olt.state
    .onus({ shelf: 0, slot: 1, port })
    .filter(({ run }) => run === 'online')
    .map(({ address }) => address);

describe.each(['telnet', 'snmp'] as const)('a trap, and what the OLT then says over %s', (over) => {
  test('a unit that waits, an ONU that goes down with its cause and comes up', async () => {
    const { next } = await watch(over, { everyMs: never, settleMs: 5, traps: receiver });
    expect(await next()).toMatchObject({ type: 'onu:unauthorized', source: 'poll' });
    bench.simulator.olt.appear('HWTC12345678', '0/1/2');
    expect(await next()).toMatchObject({
      ...{ type: 'onu:unauthorized', source: 'trap' },
      onu: { serialNumber: 'HWTC12345678', at: { shelf: 0, slot: 1, port: 2 } },
    });
    const [address] = upOf(0);
    if (!address) throw new Error('nobody is online');
    bench.simulator.olt.losePower(address);
    expect(await next()).toMatchObject({ type: 'onu:down', source: 'trap', address, cause: 'powerLoss' });
    bench.simulator.olt.comeBack(address);
    expect(await next()).toMatchObject({ type: 'onu:up', source: 'trap', address });
  });

  test('a cut cable, and a blackout on another port: the count of each', async () => {
    const { next } = await watch(over, { everyMs: never, settleMs: 60, traps: receiver });
    await next();
    const cut = upOf(0);
    for (const address of cut) bench.simulator.olt.loseLight(address);
    const seen: OltEvent[] = [];
    for (let event = await next(); ; event = await next()) {
      seen.push(event);
      if (event.type === 'pon:lightLost' && event.count === cut.length) break;
    }
    expect(seen.filter(({ type }) => type === 'onu:down')).toHaveLength(cut.length);
    expect(seen.at(-1)).toMatchObject({
      port: { shelf: 0, slot: 1, port: 0 },
      count: cut.length,
      of: cut.length,
    });
    const dark = upOf(1);
    for (const address of dark) bench.simulator.olt.losePower(address);
    for (
      let event = await next();
      event.type !== 'pon:powerLost' || event.count < dark.length;
      event = await next()
    )
      expect(['onu:down', 'pon:powerLost']).toContain(event.type);
  });
});

test('polling alone', async () => {
  const { next } = await watch('snmp', { everyMs: 20 });
  expect(brief(await next())).toBe('onu:unauthorized');
  const [address] = upOf(0);
  if (!address) throw new Error('nobody is online');
  bench.simulator.olt.loseLight(address);
  expect(await next()).toMatchObject({ type: 'onu:down', source: 'poll', address, cause: 'fibreLoss' });
});

test('a signal that changes', async () => {
  const { next, olt } = await watch('snmp', { everyMs: never, signalsEveryMs: 20 });
  expect(brief(await next())).toBe('onu:unauthorized');
  const [address] = upOf(1);
  const unit = address && bench.simulator.olt.state.onu(address)?.unit;
  if (!address || !unit) throw new Error('nobody is online');
  // The reading that is under way may still see the light of before; the one after it does not.
  await olt.listOnuSignals({});
  const { rxAtOnuDbm } = unit.optics;
  unit.optics = { ...unit.optics, rxAtOnuDbm: rxAtOnuDbm - 6 };
  expect(await next()).toMatchObject({
    ...{ type: 'signal:changed', address, reading: 'rxAtOnuDbm' },
    ...{ beforeDbm: expect.closeTo(rxAtOnuDbm, 1), afterDbm: expect.closeTo(rxAtOnuDbm - 6, 1) },
  });
});

test('a trap from somebody else, or of something else, is no reason to ask', async () => {
  const { next } = await watch('telnet', {
    everyMs: never,
    settleMs: 1,
    traps: receiver,
    trapsFrom: '127.0.0.2',
  });
  expect(brief(await next())).toBe('onu:unauthorized');
  const asked = bench.lines.length;
  bench.simulator.olt.appear('HWTC12345678', '0/1/2');
  receiver.subscribe('127.0.0.1', () => stop.abort());
  bench.simulator.olt.appear('HWTC12345679', '0/1/2');
  await expect(next()).rejects.toThrow('the watch has ended');
  expect(bench.lines.slice(asked).filter((line) => line.startsWith('display'))).toEqual([]);
});

test('an OLT that does not answer: nobody is down, and the watch goes on', async () => {
  bench.judge = (line) => (line.includes('ont info') ? 'cut' : 'pass');
  const { next } = await watch('telnet', { everyMs: 30 });
  const seen: OltEvent[] = [];
  for (let event = await next(); event.type !== 'olt:problem'; event = await next()) seen.push(event);
  bench.judge = () => 'pass';
  for (let event = await next(); event.type !== 'olt:recovered'; event = await next()) seen.push(event);
  expect(seen.map(({ type }) => type).filter((type) => type === 'onu:down')).toEqual([]);
});

test('the signal ends the loop, also in the middle of a reading; so does leaving it', async () => {
  const { olt, events } = await watch('telnet', { everyMs: 1 });
  const seen: string[] = [];
  for await (const event of events) {
    seen.push(event.type);
    stop.abort();
  }
  expect(seen).toEqual(['onu:unauthorized']);
  for await (const event of olt.watch({ everyMs: 1, signalsEveryMs: null })) {
    expect(event.type).toBe('onu:unauthorized');
    break;
  }
  expect(await olt.listPonPorts()).not.toEqual([]);
});
