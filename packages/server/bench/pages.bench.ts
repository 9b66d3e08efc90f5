import { performance } from 'node:perf_hooks';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { isFull, type Measure, percentile, spread } from '../../../scripts/measure.ts';
import { startFieldServer } from '../src/index.ts';
import { createClient } from './rigs/http.ts';
import { engines, login, openLargeTenant, stopEngines } from './rigs/large-tenant.ts';

const tickets = 100_000;
const rounds = isFull ? 3000 : 600;
const warmUp = 300;
const atOnce = 16;
const path = '/v1/tickets?status=assigned&status=open&status=inProgress&limit=50';
const unbounded = { burst: 1e9, perSecond: 1e9 };

/**
 * A filtered page of 50 tickets, against a bare handler that answers the same bytes; turn by turn, over HTTP: one caller who waits for
 * each answer, then 16 at once.
 */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const tenant = await openLargeTenant(engine, tickets);
    const limits = { sessionRate: unbounded, addressRate: unbounded };
    const server = await startFieldServer({ port: 0, storage: tenant.storage, limits });
    const field = createClient(server.url, atOnce);
    const json = { 'content-type': 'application/json', 'x-field-tenant': 'norte' };
    const session = JSON.parse(
      (await field.send('POST', '/v1/login', json, JSON.stringify(login))).toString(),
    );
    const headers = { authorization: `Bearer ${session.accessToken}` };
    const page = (await field.send('GET', path, headers)).toString();
    if (JSON.parse(page).items.length !== 50) throw new RangeError('the page does not hold 50 tickets');

    const bare = new Hono();
    bare.get('/v1/tickets', (context) => context.body(page, 200, { 'content-type': 'application/json' }));
    const other = createAdaptorServer({ fetch: bare.fetch });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    const plain = createClient(`http://127.0.0.1:${address.port}`, atOnce);

    const takeTurns = async (turns: number, callers: number) => {
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let turn = -warmUp; turn < turns; turn += 1) {
        for (const [client, times] of [
          [field, ours],
          [plain, theirs],
        ] as const) {
          const started = performance.now();
          await Promise.all(Array.from({ length: callers }, () => client.send('GET', path, headers)));
          if (turn >= 0) times.push(performance.now() - started);
        }
      }
      return { ours, theirs, ratio: percentile(ours, 0.1) / percentile(theirs, 0.1) };
    };
    const { ours, theirs, ratio } = await takeTurns(rounds, 1);
    const crowd = await takeTurns(Math.ceil(rounds / atOnce), atOnce);
    measures.push(
      {
        // The tenth part: what the machine does beside this run only adds.
        name: `${engine}: page of 50 of ${tickets} tickets, times a bare handler`,
        value: ratio,
        unit: '×',
        limit: 3,
      },
      { name: `${engine}: the same, ${atOnce} callers at once`, value: crowd.ratio, unit: '×' },
      ...spread(`${engine}: page of 50 tickets`, ours),
      ...spread(`${engine}: bare handler`, theirs),
    );
    for (const client of [field, plain]) client.close();
    other.close();
    await server.close();
    await tenant.close();
  }
  await stopEngines();
  return measures;
}
