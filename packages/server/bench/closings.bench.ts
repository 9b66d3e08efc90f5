import { performance } from 'node:perf_hooks';
import { type Measure, percentile, spread } from '../../../scripts/measure.ts';
import type { Answer } from '../src/protocol/answer.ts';
import { createFieldHandler } from '../src/server.ts';
import { password } from '../test/support/tenant.ts';
import { engines, type LargeTenant, openLargeTenant, stopEngines, technicians } from './rigs/large-tenant.ts';

const clients = 16;
/** In turns with the engine's own commits; the first half, in which everything is compiled and becomes warm, does not count. */
const perTurn = 8;
const turns = 50;
const warmUp = turns / 2;
/** They take about as long as the closings of a turn: the best of short turns would be better than the best of long ones. */
const commits = 500;
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
  const server = createFieldHandler({ storage, limits: { sessionRate: unbounded, addressRate: unbounded } });
  /** As the starter asks, without its socket. */
  const ask = (request: Request) => server.answer(request, { address: '', keepsLength: true });
  const login = async (client: number) => {
    const body = { username: `tec-${client}`, password, companyId: 'matriz' };
    const answer = await ask(requestOf('/v1/login', {}, body));
    return (JSON.parse(String(answer.body)) as { accessToken: string }).accessToken;
  };
  const tokens = await Promise.all(Array.from({ length: clients }, (_, client) => login(client)));
  /** Made before the time is taken: it is the clients' work. */
  const closingOf = (client: number, number: number) =>
    requestOf(
      `/v1/tickets/t-${client + 100 * number}/closing`,
      {
        authorization: `Bearer ${tokens[client]}`,
        'idempotency-key': `00000000-0000-7000-8000-${String(client * 1000 + number).padStart(12, '0')}`,
      },
      report,
    );
  const times: number[] = [];
  await run('create table one_row (number integer)');
  const [closings, rows]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    const begun = performance.now();
    for (let number = 0; number < commits; number += 1) await run(`insert into one_row values (${number})`);
    const committed = performance.now();
    const requests = tokens.map((_, client) =>
      Array.from({ length: perTurn }, (_, number) => closingOf(client, turn * perTurn + number)),
    );
    const answers: Answer[] = [];
    const between = performance.now();
    await Promise.all(
      requests.map(async (ofClient) => {
        for (const request of ofClient) {
          const sent = performance.now();
          answers.push(await ask(request));
          if (turn >= warmUp) times.push(performance.now() - sent);
        }
      }),
    );
    const ended = performance.now();
    for (const { status, body } of answers) if (status !== 200) throw new RangeError(`${status} ${body}`);
    if (turn < warmUp) continue;
    rows.push(committed - begun);
    closings.push(ended - between);
  }
  return { closings, rows, times };
}

function requestOf(path: string, headers: Record<string, string>, body: unknown) {
  const text = JSON.stringify(body);
  return new Request(`http://norte.example${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      ...headers,
    },
    body: text,
  });
}
