import { performance } from 'node:perf_hooks';
import { type Measure, percentile, spread } from '../../../scripts/measure.ts';
import { createFieldServer } from '../src/index.ts';
import { password } from '../test/support/tenant.ts';
import { engines, type LargeTenant, openLargeTenant, stopEngines, technicians } from './rigs/large-tenant.ts';

const clients = 16;
/** In turns with the engine's own commits; the first half, in which everything is compiled and becomes warm, does not count. */
const perTurn = 8;
const turns = 50;
const warmUp = turns / 2;
const commits = 100;
const sha256 = '9f'.repeat(32);
const report = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Drop trocado da CTO até a casa, sinal medido.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: 'CTO-15', seal: '0099', ctoPort: '7' },
  photos: [`sha256:${sha256}`],
  customerSignature: `sha256:${sha256}`,
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: '2026-03-02T13:00:00-03:00',
  location: null,
};

/**
 * Closings of 16 technicians at once, each one transaction on the disk before it is answered, against the rate at which the
 * same engine commits one row at a time, on one connection, just as durable. Of both the tenth part of the turns: what the
 * machine does beside this run only adds.
 */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const tenant = await openLargeTenant(engine, technicians * perTurn * turns, perTurn * turns);
    const { closings, rows, times } = await takeTurns(tenant);
    const rate = (clients * perTurn * 1000) / percentile(closings, 0.1);
    const own = (commits * 1000) / percentile(rows, 0.1);
    measures.push(
      {
        name: `${engine}: closings a second, of the engine's own one-row commits`,
        value: rate / own,
        unit: '×',
        atLeast: 0.25,
      },
      { name: `${engine}: closings a second, ${clients} clients`, value: rate, unit: '/s' },
      { name: `${engine}: one-row commits a second`, value: own, unit: '/s' },
      ...spread(`${engine}: a closing`, times),
    );
    await tenant.close();
  }
  await stopEngines();
  return measures;
}

/** Milliseconds of each turn, and of each closing. */
async function takeTurns({ storage, run }: LargeTenant) {
  const unbounded = { burst: 1e9, perSecond: 1e9 };
  const server = createFieldServer({ storage, limits: { sessionRate: unbounded, addressRate: unbounded } });
  const post = async (path: string, headers: Record<string, string>, body: unknown) => {
    const response = await server.fetch(
      new Request(`http://norte.example${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
    const json = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new RangeError(`POST ${path}: ${response.status} ${JSON.stringify(json)}`);
    return json;
  };
  const sessions = await Promise.all(
    Array.from({ length: clients }, (_, client) =>
      post('/v1/login', {}, { username: `tec-${client}`, password, companyId: 'matriz' }),
    ),
  );
  const times: number[] = [];
  const close = async (client: number, number: number) => {
    const headers = {
      authorization: `Bearer ${sessions[client]?.accessToken}`,
      'idempotency-key': `00000000-0000-7000-8000-${String(client * 1000 + number).padStart(12, '0')}`,
    };
    const begun = performance.now();
    await post(`/v1/tickets/t-${client + 100 * number}/closing`, headers, report);
    if (number >= warmUp * perTurn) times.push(performance.now() - begun);
  };
  await run('create table one_row (number integer)');
  const [closings, rows]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    const begun = performance.now();
    for (let number = 0; number < commits; number += 1) await run(`insert into one_row values (${number})`);
    const between = performance.now();
    await Promise.all(
      sessions.map(async (_, client) => {
        for (let number = 0; number < perTurn; number += 1) await close(client, turn * perTurn + number);
      }),
    );
    if (turn < warmUp) continue;
    rows.push(between - begun);
    closings.push(performance.now() - between);
  }
  return { closings, rows, times };
}
