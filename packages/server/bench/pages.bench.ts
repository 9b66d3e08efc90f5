import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { isFull, type Measure, percentile, spread } from '../../../scripts/measure.ts';
import { startFieldServer } from '../src/index.ts';
import { createClient } from './rigs/http.ts';
import { engines, login, openLargeTenant, stopEngines } from './rigs/large-tenant.ts';
import type { Turns } from './rigs/take-turns.ts';

const tickets = 100_000;
const rounds = isFull ? 3000 : 600;
const warmUp = 300;
const atOnce = 16;
const path = '/v1/tickets?status=assigned&status=open&status=inProgress&limit=50';
const unbounded = { burst: 1e9, perSecond: 1e9 };

/**
 * A filtered page of 50 tickets, against a bare handler that answers the same bytes; turn by turn, over HTTP from another process: one
 * caller who waits for each answer, then 16 at once.
 */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const tenant = await openLargeTenant(engine, tickets);
    const limits = { sessionRate: unbounded, addressRate: unbounded };
    const server = await startFieldServer({ port: 0, storage: tenant.storage, limits });
    const field = createClient(server.url, 1);
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
    const takeTurns = async (turns: number, callers: number) => {
      const urls = [server.url, `http://127.0.0.1:${address.port}`];
      const asked: Turns = { urls, path, headers, callers, turns, warmUp };
      const callersProcess = fork(new URL('./rigs/take-turns.ts', import.meta.url));
      const told = once(callersProcess, 'message');
      callersProcess.send(asked);
      const [[ours = [], theirs = []]] = (await told) as [number[][]];
      callersProcess.disconnect();
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
      { name: `${engine}: the same, ${atOnce} callers at once`, value: crowd.ratio, unit: '×', limit: 3 },
      ...spread(`${engine}: page of 50 tickets`, ours),
      ...spread(`${engine}: bare handler`, theirs),
    );
    field.close();
    other.close();
    await server.close();
    await tenant.close();
  }
  await stopEngines();
  return measures;
}
