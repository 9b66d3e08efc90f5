import { randomUUID } from 'node:crypto';
import type { Session, Ticket, Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const alone = ['t-3', 't-4', 't-5', 't-6', 't-7', 't-8'];
const siblings = ['a', 'b', 'c', 'd'].map((contract) => [`${contract}-1`, `${contract}-2`]);
const foreignIds = Array.from({ length: 12 }, (_, index) => String(index));
const { address, customer, problemCode, openedAt } = ticket('x') as Required<ReturnType<typeof ticket>>;

/** Tickets of ana's: some of a contract of their own, pairs of the same one, some that another system opened. */
async function open() {
  const tenant = provider('norte', {
    contracts: [...alone, ...siblings.map(([id]) => id)].map((id) => ({ id: `contract-${id}` })),
    tickets: [
      ...siblings.flatMap((pair) => pair.map((id) => ticket(id, { contractId: `contract-${pair[0]}` }))),
      ...alone.map((id) => ticket(id, { contractId: `contract-${id}` })),
    ],
  });
  const server = await serve({ tenants: [tenant] });
  const foreign = server.storage.backends('norte');
  for (const foreignId of foreignIds) {
    const opened = {
      foreignId,
      fingerprint: foreignId,
      status: 'assigned' as const,
      technicianId: 'ana',
      companyId: 'matriz',
      protocol: foreignId,
      priority: 'normal' as const,
      schedule: null,
      location: null,
      contract: { id: foreignId, plan: null, ctoPort: null, pppoe: null },
    };
    const facts = { address: { ...address, complement: '', reference: '' }, customer, problemCode, openedAt };
    await foreign.saveTicket('erp', { ...opened, ...facts }, '2026-03-01T12:00:00Z');
  }
  return { ...server, foreign };
}

function reportOf(index: number) {
  const file = `sha256:${index.toString(16).padStart(64, '0')}`;
  return {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa, sinal medido.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: `CTO-${index}`, seal: '0099', ctoPort: '7' },
    photos: [file],
    customerSignature: file,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: '2026-03-02T13:00:00-03:00',
    location: null,
  };
}

test('closings of one tenant at once: every one is there once, in one order, and answers what is there', async () => {
  const { call, json, login, foreign } = await open();
  const as: Session = await login();
  const sync = (cursor = '') =>
    json<{ items: Ticket[]; removed: { ticketId: string }[]; nextCursor: string }>(
      'GET',
      `/v1/sync/tickets?limit=50${cursor && `&cursor=${cursor}`}`,
      { as },
    );
  let sent = 0;
  const close = async (id: string, key = randomUUID(), body = reportOf(++sent)) => {
    const options = { as, body, headers: { 'idempotency-key': key } };
    const answer = await call('POST', `/v1/tickets/${id}/closing`, options);
    expect(answer.status).toBe(200);
    const replayed = answer.headers.get('idempotency-replayed') === 'true';
    return { replayed, ticket: (await answer.json()) as Ticket };
  };
  const before = await sync();
  const told = before.items.map(({ id }) => id).filter((id) => !/^[a-dt]-\d$/.test(id));
  expect(told).toHaveLength(foreignIds.length);

  // Told to another system, one after the other.
  await Promise.all(told.map((id) => close(id)));
  expect((await foreign.listOutgoing()).map(({ number }) => number)).toEqual(
    foreignIds.map((_, index) => index + 1),
  );

  // The second of two of one contract was changed by the first before it was closed, and its answer says so.
  for (const pair of siblings) {
    const closed = await Promise.all(pair.map((id) => close(id)));
    expect(closed.map(({ ticket: { version } }) => version).sort()).toEqual([2, 3]);
  }

  await Promise.all(
    alone.map(async (id) => {
      const key = randomUUID();
      const body = reportOf(++sent);
      const both = await Promise.all([close(id, key, body), close(id, key, body)]);
      expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
      expect(both[0].ticket).toEqual(both[1].ticket);
      expect(await json<Ticket>('GET', `/v1/tickets/${id}`, { as })).toEqual(both[0].ticket);
    }),
  );
  for (const { id } of before.items) {
    const { items } = await json<Timeline>('GET', `/v1/tickets/${id}/timeline`, { as });
    expect(items.map(({ kind }) => kind)).toEqual(['closed']);
  }
  const after = await sync(before.nextCursor);
  const ids = (all: readonly string[]) => [...all].sort();
  expect(ids(after.removed.map(({ ticketId }) => ticketId))).toEqual(ids(before.items.map(({ id }) => id)));
});
