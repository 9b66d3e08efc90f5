import { expect, test } from 'vitest';
import { createFieldClient } from '../src/index.ts';
import { eachTicket } from '../src/offline/index.ts';
import { createSeededData, createStandInServer } from '../src/testing/index.ts';

async function signIn(tickets: number) {
  const server = createStandInServer({ data: createSeededData({ tickets }) });
  const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch });
  await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  const pages = () => server.seen.filter(({ path }) => path === '/v1/tickets').length;
  return { client, pages, server };
}

test('all that match come one by one, page after page, each once', async () => {
  const { client, pages, server } = await signIn(60);
  const ids: string[] = [];
  for await (const { id } of eachTicket(client, { status: ['assigned'], limit: 7 })) ids.push(id);
  const mine = [...server.world.tickets.values()].filter(({ ticket }) => ticket.technicianId === 'ana');
  expect(ids.sort()).toEqual(mine.map(({ ticket }) => ticket.id).sort());
  expect(pages()).toBe(Math.ceil(mine.length / 7));
});

test('who has found what they looked for asks for no further page', async () => {
  const { client, pages } = await signIn(60);
  for await (const { id } of eachTicket(client, { limit: 7 })) if (id) break;
  expect(pages()).toBe(1);
});

test('a page that fails ends it with its error: a part is never taken for all', async () => {
  const { client, server } = await signIn(60);
  const walk = async () => {
    for await (const _ of eachTicket(client, { limit: 7 })) server.faults.add({ kind: 'serverError' });
  };
  await expect(walk()).rejects.toMatchObject({ code: 'client.unavailable' });
});
