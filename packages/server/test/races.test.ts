import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Session, Stock, Ticket, Timeline } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { closing } from './support/report.ts';
import { type CallOptions, secretKey, serve } from './support/serve.ts';
import { staffed, ticket } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

const { postgres } = usePostgres();
const rounds = 6;
const tickets = Array.from({ length: rounds }, (_, round) => `r-${round}`);

/** Two servers over one database, whose transactions would see too little if nobody told them not to. */
async function twoServers() {
  const url = await postgres().create();
  const name = new URL(url).pathname.slice(1);
  await postgres().run(url, `alter database ${name} set default_transaction_isolation = 'repeatable read'`);
  const evidencePath = join(postgres().folder, randomUUID());
  const open = async () => {
    const storage = await openPostgresStorage({ url, secretKey, evidencePath });
    onTestFinished(storage.close);
    return storage;
  };
  const storages = [await open(), await open()] as const;
  await seedTenant(storages[0], staffed('norte', { tickets: tickets.map((id) => ticket(id)) }));
  const [one, other] = [
    await serve({ storage: storages[0], tenants: [] }),
    await serve({ storage: storages[1], tenants: [] }),
  ];
  const ana = await one.login('ana');
  const dora = await one.login('dora');
  type Request = readonly [method: string, path: string, options: CallOptions];
  /** Asks both servers at once. */
  const both = async (first: Request, second: Request) => {
    const answers = await Promise.all([one.call(...first), other.call(...second)]);
    return Promise.all(
      answers.map(async (answer) => ({
        status: answer.status,
        headers: answer.headers,
        text: await answer.text(),
      })),
    );
  };
  /** `status code` of each, sorted. */
  const outcomes = (answers: Awaited<ReturnType<typeof both>>) =>
    answers
      .map(({ status, text }) =>
        status < 400 ? `${status}` : `${status} ${(JSON.parse(text) as { code: string }).code}`,
      )
      .sort();
  const historyOf = async (as: Session, id: string) => {
    const path = as === dora ? '/v1/dispatch/tickets' : '/v1/tickets';
    const { items } = await other.json<Timeline>('GET', `${path}/${id}/timeline`, { as });
    return items.map(({ kind }) => kind);
  };
  return { one, other, ana, dora, both, outcomes, historyOf };
}

const body = {
  ...closing,
  photos: [`sha256:${'a'.repeat(64)}`],
  customerSignature: `sha256:${'b'.repeat(64)}`,
};
const location = { latitude: 1, longitude: 2, accuracyMetres: null, measuredAt: null };

test('one closing sent to two servers at once under one key is one closing, answered twice alike', async () => {
  const { ana: as, both, historyOf } = await twoServers();
  for (const id of tickets) {
    const key = { 'idempotency-key': randomUUID() };
    const request = ['POST', `/v1/tickets/${id}/closing`, { as, body, headers: key }] as const;
    const answers = await both(request, request);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(1);
    expect(await historyOf(as, id)).toEqual(['closed']);
  }
});

test('of what two people do to one ticket at once, the second is told what the first did', async () => {
  const { one, other, ana, dora, both, outcomes, historyOf } = await twoServers();
  for (const id of tickets) {
    const seen = {
      'if-match': (await one.call('GET', `/v1/tickets/${id}`, { as: ana })).headers.get('etag') ?? '',
    };
    const moving = [
      'PUT',
      `/v1/tickets/${id}/location`,
      { as: ana, body: { occurredAt: closing.occurredAt, location }, headers: seen },
    ] as const;
    expect(outcomes(await both(moving, moving))).toEqual(['200', '412 server.ticket_changed']);

    const draft = (deviceId: string) =>
      [
        'PUT',
        `/v1/tickets/${id}/closing-draft`,
        { as: ana, body: { draft: {}, deviceId }, headers: { 'if-none-match': '*' } },
      ] as const;
    expect(outcomes(await both(draft('phone'), draft('tablet')))).toEqual([
      '200',
      '412 server.draft_changed',
    ]);

    const start = [
      'POST',
      `/v1/tickets/${id}/visits`,
      { as: ana, body: { startedAt: closing.occurredAt, location: null } },
    ] as const;
    expect(outcomes(await both(start, start))).toEqual(['201', '409 server.visit_running']);

    const close = ['POST', `/v1/tickets/${id}/closing`, { as: ana, body }] as const;
    const cancel = [
      'POST',
      `/v1/dispatch/tickets/${id}/cancellation`,
      { as: dora, body: { reason: 'Cliente desistiu' } },
    ] as const;
    expect(outcomes(await both(close, cancel))).toEqual(['200', '409 server.ticket_closed']);
    const { status } = await other.json<Ticket>('GET', `/v1/dispatch/tickets/${id}`, { as: dora });
    const history = await historyOf(dora, id);
    expect(history.filter((kind) => kind === 'closed').length).toBe(status === 'completed' ? 1 : 0);
    expect(history.filter((kind) => kind === 'note').length).toBe(status === 'cancelled' ? 1 : 0);
  }
});

test('a ticket that is taken away while it is closed is either closed or somebody else’s', async () => {
  const { other, ana, dora, both, historyOf } = await twoServers();
  for (const id of tickets) {
    const [closed, moved] = await both(
      ['POST', `/v1/tickets/${id}/closing`, { as: ana, body }],
      ['PUT', `/v1/dispatch/tickets/${id}/assignment`, { as: dora, body: { technicianId: 'beto' } }],
    );
    const after = await other.json<Ticket>('GET', `/v1/dispatch/tickets/${id}`, { as: dora });
    const seen = [
      closed?.status,
      moved?.status,
      after.status,
      after.technicianId,
      (await historyOf(dora, id)).includes('closed'),
    ];
    expect([
      [200, 409, 'completed', 'ana', true],
      [404, 200, 'assigned', 'beto', false],
    ]).toContainEqual(seen);
  }
});

test('material that two servers hand out at once is handed out once', async () => {
  const { other, ana, dora, both, outcomes } = await twoServers();
  const available = async () => {
    const { items } = await other.json<Stock>('GET', '/v1/stock', { as: ana });
    return items.find(({ productId }) => productId === 'connector')?.available;
  };
  expect(await available()).toBe(10);
  const take = [
    'POST',
    '/v1/tickets/r-0/products',
    { as: ana, body: { productId: 'connector', quantity: 6, mode: 'sale' } },
  ] as const;
  const back = [
    'POST',
    '/v1/dispatch/stock-transfers',
    { as: dora, body: { productId: 'connector', from: 'ana', to: null, quantity: 6 } },
  ] as const;
  expect(['409 server.stock_insufficient', '409 server.transfer_insufficient']).toContain(
    outcomes(await both(take, back))[1],
  );
  expect(await available()).toBe(4);
  const serial = { productId: 'router', quantity: 1, serials: ['RT-001'] };
  const toBeto = [
    'POST',
    '/v1/dispatch/stock-transfers',
    { as: dora, body: { ...serial, from: 'ana', to: 'beto' } },
  ] as const;
  const lend = [
    'POST',
    '/v1/tickets/r-0/products',
    { as: ana, body: { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-001' } },
  ] as const;
  const [first, second] = outcomes(await both(toBeto, lend));
  expect([first, second?.slice(0, 3)]).toEqual(['201', '409']);
});
