import type { Problem, Session } from '@field/core';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../src/storage/store.ts';
import { createDice } from './faults/dice.ts';
import { serve } from './support/serve.ts';
import { staffed, ticket } from './support/tenant.ts';

/*
 * Every list that grows with a tenant or with time comes in pages. Records are added and taken out while somebody reads: what was
 * there all along has to come exactly once, in the order of one whole page.
 */

const seeds = [1, 2, 3];
const ana: Scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
const at = '2026-03-02T12:00:00.000Z';
const order = { contractId: 'contract-1', problemCode: '7', address: ticket('x').address };
const customer = { id: 'c', name: 'José da Silva', phone: null };
const olt = { name: 'Centro', vendor: 'huawei', target: 'ssh://field@192.0.2.1:22', credentials: 'centro' };
const profiles = [{ name: 'full', lineProfileId: 31, serviceProfileId: 31 }];

async function setUp() {
  const olts = [{ id: 'olt', ...olt, profiles }];
  const tenants = [staffed('norte', { olts }), staffed('sul', { olts })];
  const server = await serve({ tenants });
  return { ...server, alba: await server.login('alba'), technician: await server.login('ana') };
}

type Server = Awaited<ReturnType<typeof setUp>>;
type Item = Record<string, string>;

interface List {
  readonly path: string;
  /** A technician's own list; else `alba` reads it, who may read all others. */
  readonly own?: true;
  /** What tells its records apart; `id` where left out. */
  readonly key?: string;
  /** Resolves with its key. */
  add(server: Server, number: number): Promise<string>;
  remove?(server: Server, key: string): Promise<unknown>;
}

async function put(server: Server, path: string, body: unknown): Promise<string> {
  const answer = await server.call('PUT', `/v1/dispatch/${path}`, { as: server.alba, body });
  expect(answer.status).toBe(200);
  return path.slice(path.indexOf('/') + 1);
}

async function post(server: Server, path: string, key: string, body: unknown): Promise<string> {
  const answer = await server.json<Item>('POST', path, { as: server.alba, body });
  return String(answer[key]);
}

/** Three names for all, so that the order has ties; ids that do not follow the order they are given in. */
const name = (number: number) => `Nome ${number % 3}`;
const id = (number: number) => `${(number * 7) % 10}-${number}`;
const serials = Array.from({ length: 200 }, (_, number) => `S-${number}`);

const lists: Readonly<Record<string, List>> = {
  products: {
    path: '/v1/dispatch/products',
    add: (server, number) =>
      put(server, `products/${id(number)}`, { name: name(number), unit: 'unit', kind: 'bulk' }),
  },
  people: {
    path: '/v1/dispatch/people',
    // Not by the route: it makes a hash of each password.
    async add({ storage }, number) {
      const person = { id: id(number), name: name(number), username: `user-${number}`, active: true };
      await storage.change(ana, ({ dispatch }) =>
        dispatch.people.save({ ...person, role: 'technician', companyIds: ['matriz'] }, null, at),
      );
      return person.id;
    },
  },
  CTOs: {
    path: '/v1/ctos',
    add: (server, number) =>
      put(server, `ctos/${id(number)}`, {
        name: name(number),
        location: null,
        ports: 16,
        oltId: null,
        pon: null,
      }),
    remove: (server, key) => server.call('DELETE', `/v1/dispatch/ctos/${key}`, { as: server.alba }),
  },
  OLTs: {
    path: '/v1/dispatch/olts',
    add: (server, number) => put(server, `olts/${id(number)}`, { ...olt, profiles }),
  },
  'stock transfers': {
    path: '/v1/dispatch/stock-transfers',
    key: 'number',
    add: (server, number) =>
      post(server, '/v1/dispatch/stock-transfers', 'number', {
        productId: 'router',
        from: null,
        to: 'ana',
        quantity: 1,
        serials: [serials[number]],
      }),
  },
  outages: {
    path: '/v1/dispatch/outages',
    add: (server, port) =>
      post(server, '/v1/dispatch/outages', 'id', {
        oltId: 'olt',
        pon: { shelf: 0, slot: 1, port },
        note: 'Rompimento',
      }),
  },
  'the company’s tickets': {
    path: '/v1/dispatch/tickets',
    add: (server) => post(server, '/v1/dispatch/tickets', 'id', { ...order, customer }),
  },
  'a technician’s tickets': {
    path: '/v1/tickets',
    own: true,
    add: (server) => post(server, '/v1/dispatch/tickets', 'id', { ...order, customer, technicianId: 'ana' }),
    remove: (server, key) => put(server, `tickets/${key}/assignment`, { technicianId: 'beto' }),
  },
  'a timeline': { path: '/v1/tickets/t-1/timeline', own: true, add: addEntry },
  'a timeline of the company': { path: '/v1/dispatch/tickets/t-1/timeline', add: addEntry },
  'an audit': {
    path: '/v1/dispatch/tickets/t-1/audit',
    key: 'at',
    async add({ storage }, number) {
      const shownAt = new Date(Date.parse(at) + number).toISOString();
      await storage.change(ana, (store) =>
        store.audit.add({ action: 'pppoe.shown', ticketId: 't-1', at: shownAt, details: {} }),
      );
      return shownAt;
    },
  },
  'ONU jobs': {
    path: '/v1/tickets/t-1/onu/jobs',
    own: true,
    async add({ storage }) {
      const job = { ticketId: 't-1', request: { kind: 'discover' } } as const;
      return (await storage.change(ana, (store) => store.onuJobs.add(job, at))).id;
    },
  },
  sessions: {
    path: '/v1/sessions',
    own: true,
    async add({ storage }, number) {
      const expires = '2099-01-01T00:00:00.000Z';
      const token = (kind: string) => `${kind}-${number}`;
      const tokens = { accessExpiresAt: expires, refreshExpiresAt: expires };
      const hashes = { accessHash: token('access'), refreshHash: token('refresh') };
      const known = await storage.directory.findLogin('norte', 'ana');
      const opened = await storage.sessions.open(
        ana,
        { ...tokens, ...hashes },
        known?.passwordHash ?? '',
        at,
      );
      return opened?.sessionId ?? '';
    },
    remove: ({ storage }, key) => storage.sessions.revoke(ana, key, at),
  },
};

async function addEntry({ storage }: Server, number: number): Promise<string> {
  const text = `Nota ${number}`;
  const entry = { ticketId: 't-1', kind: 'note', occurredAt: at, recordedAt: at, params: { text } } as const;
  const { items } = await storage.change(ana, async (store) => {
    await store.timeline.add(entry);
    return store.timeline.list('t-1', { limit: 1000 });
  });
  return items.at(-1)?.id ?? '';
}

interface Page {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

const reader = ({ own }: List, { alba, technician }: Server): Session => (own ? technician : alba);

async function readPage(server: Server, list: List, query: string): Promise<Page> {
  const answer = await server.call('GET', `${list.path}?${query}`, { as: reader(list, server) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

const keysOf = ({ key = 'id' }: List, { items }: Page) => items.map((item) => String(item[key]));
const behind = ({ nextCursor }: Page) => `&cursor=${encodeURIComponent(nextCursor ?? '')}`;

describe.each(Object.entries(lists))('%s', (_, list) => {
  test.each(seeds)('what was there all along comes once, whatever comes and goes (seed %i)', async (seed) => {
    const server = await setUp();
    const dice = createDice(seed);
    let number = 0;
    for (; number < 9; number += 1) await list.add(server, number);
    const before = keysOf(list, await readPage(server, list, ''));
    const removed = new Set<string>();
    const read: string[] = [];
    let query = '';
    for (let pages = 0; pages < 60; pages += 1) {
      const limit = dice.whole(1, 3);
      const page = await readPage(server, list, `limit=${limit}${query}`);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      read.push(...keysOf(list, page));
      if (page.nextCursor === null) break;
      query = behind(page);
      if (dice.chance(0.4)) {
        await list.add(server, number);
        number += 1;
      }
      if (list.remove && dice.chance(0.4)) {
        // The last of the page just as well: the next one begins behind where it was.
        const key = dice.chance(0.5) ? read.at(-1) : dice.pick(before);
        if (key === undefined || removed.has(key)) continue;
        removed.add(key);
        await list.remove(server, key);
      }
    }
    expect(new Set(read).size).toBe(read.length);
    const stayed = before.filter((key) => !removed.has(key));
    expect(read.filter((key) => stayed.includes(key))).toEqual(stayed);
    const after = keysOf(list, await readPage(server, list, ''));
    expect(after.filter((key) => stayed.includes(key))).toEqual(stayed);
  });

  test('a cursor is good for this list of this tenant only, and a page holds something', async () => {
    const server = await setUp();
    for (let number = 0; number < 3; number += 1) await list.add(server, number);
    const own = behind(await readPage(server, list, 'limit=1'));
    const user = list.own ? 'ana' : 'alba';
    const elsewhere = await server.login(user, 'sul');
    const refused: [string, Session][] = [
      [`${list.path}?limit=1${own}`, elsewhere],
      ...['cursor=nonsense', 'cursor=', 'cursor=WyJ4Il0', `cursor=${'x'.repeat(5000)}`].map(
        (query): [string, Session] => [`${list.path}?${query}`, reader(list, server)],
      ),
      ...Object.values(lists)
        .filter(({ path }) => path !== list.path && !path.endsWith('/timeline'))
        .map((other): [string, Session] => [`${other.path}?limit=1${own}`, reader(other, server)]),
    ];
    for (const [path, as] of refused) {
      const answer = await server.call('GET', path, { as });
      const { code, errors } = (await answer.json()) as Problem;
      expect([path, answer.status, code, errors.map(({ pointer }) => pointer)]).toEqual([
        path,
        422,
        'core.invalid_input',
        ['/cursor'],
      ]);
    }
    for (const limit of ['0', '501', '-1', '1.5', 'x']) {
      const answer = await server.call('GET', `${list.path}?limit=${limit}`, { as: reader(list, server) });
      expect([limit, answer.status]).toEqual([limit, 422]);
    }
  });
});
