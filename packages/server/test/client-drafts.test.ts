import { createFieldClient } from '@field/client';
import { createDrafts } from '@field/client/drafts';
import { createMemoryRecords } from '@field/client/outbox';
import { createHandlerFetch } from '@field/client/testing';
import { expect, test } from 'vitest';
import { createFieldServer, openSqliteStorage, seedTenant } from '../src/index.ts';
import { password, provider } from './support/tenant.ts';

/** A server with one provider, and as many devices of its technician as a test likes. */
async function start() {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  const server = createFieldServer({ storage });
  const direct = createHandlerFetch((request) => server.fetch(request, { address: '203.0.113.9' }));
  let offline = false;
  let beforePut = async () => {};
  const device = async (
    deviceId: string,
    records = createMemoryRecords(),
    capabilities = ['closingDrafts'],
    username = 'ana',
  ) => {
    const client = createFieldClient({
      tenant: {
        version: 1,
        tenantId: 'norte',
        name: 'Norte',
        apiUrl: 'https://field.test',
        locale: 'en',
        companies: [],
        capabilities,
      },
      fetch: async (url, init) => {
        if (offline) throw new TypeError('no connection');
        if (init.method === 'PUT') await beforePut();
        return direct(url, init);
      },
    });
    await client.login({ username, password, companyId: 'matriz' });
    return { client, drafts: createDrafts({ client, storage: records, deviceId }), records };
  };
  return {
    device,
    give: (ticketId: string, technicianId: string) =>
      storage.dispatch.assign('norte', ticketId, technicianId, new Date().toISOString()),
    goOffline: (state: boolean) => {
      offline = state;
    },
    /** Something happens once, just before the server is given a draft. */
    onceBeforePut: (work: () => Promise<unknown>) => {
      beforePut = async () => {
        beforePut = async () => {};
        await work();
      };
    },
  };
}

test('each field is on the disk before its set answers, and is there at the next start', async () => {
  const { device, goOffline } = await start();
  const first = await device('phone');
  goOffline(true);
  const draft = await first.drafts.open('t-1');
  await draft.set('details', 'Refeita a fusão');
  await draft.set('readings.cto', 'CTO-14');
  await draft.set('readings.rxAtOnuDbm', -19.4);
  await draft.set('details', 'Refeita a fusão na CTO');
  await expect(draft.set('outcome', 'finished' as never)).rejects.toMatchObject({ code: 'client.invalid' });
  goOffline(false);
  const next = await device('phone', first.records);
  expect(await next.drafts.list()).toEqual(['t-1']);
  const again = await next.drafts.open('t-1');
  expect(again.getSnapshot()).toMatchObject({
    draft: { details: 'Refeita a fusão na CTO', readings: { cto: 'CTO-14', rxAtOnuDbm: -19.4 } },
    isShared: false,
    sharedBy: null,
  });
  await again.remove();
  expect(await next.drafts.list()).toEqual([]);
});

test('another device goes on with what was filled in, and gives it back', async () => {
  const { device } = await start();
  const phone = await (await device('phone')).drafts.open('t-1');
  await phone.set('cause', { code: 'fibre-cut' });
  await phone.set('readings.cto', 'CTO-14');
  expect(await phone.share()).toMatchObject({ isShared: true, conflicts: [] });

  const tablet = await (await device('tablet')).drafts.open('t-1');
  expect(await tablet.share()).toMatchObject({
    draft: { cause: { code: 'fibre-cut' }, readings: { cto: 'CTO-14' } },
    sharedBy: { deviceId: 'phone' },
  });
  await tablet.set('details', 'Escrito no tablet');
  await tablet.set('cause', null);
  await tablet.share();

  await phone.set('outcome', 'resolved');
  const { draft, conflicts } = await phone.share();
  expect(draft).toEqual({
    cause: null,
    details: 'Escrito no tablet',
    outcome: 'resolved',
    readings: { cto: 'CTO-14' },
  });
  expect(conflicts).toEqual([]);
});

test('another technician goes on with what was filled in, once the ticket is theirs', async () => {
  const { device, give } = await start();
  const ana = await (await device('phone')).drafts.open('t-1');
  await ana.set('cause', { code: 'fibre-cut' });
  await ana.share();
  const { drafts } = await device('beto-phone', createMemoryRecords(), ['closingDrafts'], 'beto');
  const beto = await drafts.open('t-1');
  await expect(beto.share()).rejects.toMatchObject({ code: 'client.not_found' });

  await give('t-1', 'beto');
  expect(await beto.share()).toMatchObject({
    draft: { cause: { code: 'fibre-cut' } },
    sharedBy: { deviceId: 'phone' },
  });
  await beto.set('details', 'Terminado pelo Beto');
  await beto.share();
  await expect(ana.share()).rejects.toMatchObject({ code: 'client.not_found' });
  expect(ana.getSnapshot().draft).toEqual({ cause: { code: 'fibre-cut' } });

  await give('t-1', 'ana');
  expect((await ana.share()).draft).toEqual({
    cause: { code: 'fibre-cut' },
    details: 'Terminado pelo Beto',
  });
});

test('a field that was filled in twice stays as it is here, and both say so', async () => {
  const { device } = await start();
  const phone = await (await device('phone')).drafts.open('t-1');
  const tablet = await (await device('tablet')).drafts.open('t-1');
  await phone.set('details', 'do telefone');
  await phone.share();
  await tablet.set('details', 'do tablet');
  const { draft, conflicts } = await tablet.share();
  expect(draft.details).toBe('do tablet');
  expect(conflicts).toEqual([{ field: 'details', mine: 'do tablet', theirs: 'do telefone' }]);
  await tablet.set('details', 'dos dois');
  expect((await tablet.share()).conflicts).toEqual([]);
  expect((await phone.share()).draft.details).toBe('dos dois');
});

test('a draft that changes between reading and saving is read again', async () => {
  const { device, onceBeforePut } = await start();
  const phone = await (await device('phone')).drafts.open('t-1');
  const tablet = await (await device('tablet')).drafts.open('t-1');
  await phone.set('details', 'primeiro');
  await phone.share();
  await phone.set('outcome', 'resolved');
  await tablet.share();
  await tablet.set('addressChanged', true);
  onceBeforePut(() => tablet.share());
  expect((await phone.share()).draft).toEqual({
    details: 'primeiro',
    outcome: 'resolved',
    addressChanged: true,
  });
});

test('what the server does not have any more is not lost here', async () => {
  const { device } = await start();
  const { client, drafts } = await device('phone');
  const phone = await drafts.open('t-1');
  await phone.set('details', 'guardado');
  await phone.share();
  await client.connection.call(
    {
      method: 'DELETE',
      path: '/v1/tickets/t-1/closing-draft',
      operationId: client.connection.stamp().operationId,
    },
    async () => ({ ok: true, value: undefined }),
    {},
  );
  expect(await phone.share()).toMatchObject({ draft: { details: 'guardado' }, isShared: true });
});

test('offline it stays on the device, and a server that keeps no drafts says so', async () => {
  const { device, goOffline } = await start();
  const { drafts } = await device('phone');
  const draft = await drafts.open('t-1');
  goOffline(true);
  await draft.set('details', 'sem sinal');
  await expect(draft.share()).rejects.toMatchObject({ code: 'client.network' });
  expect(draft.getSnapshot()).toMatchObject({ draft: { details: 'sem sinal' }, isShared: false });
  goOffline(false);
  const old = await device('old', createMemoryRecords(), []);
  const kept = await old.drafts.open('t-1');
  await expect(kept.share()).rejects.toMatchObject({ code: 'client.unavailable', retryable: false });
});
