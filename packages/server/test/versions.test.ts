import { readdirSync, readFileSync } from 'node:fs';
import type { ProductUses, Session, Stock, Ticket, Timeline } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../src/storage/migrations/migrations.ts';
import { openTestVersion } from './support/engine.ts';
import { serve } from './support/serve.ts';

/**
 * Databases as earlier versions left them, by the last migration they had: the morning of a technician whose visit was
 * closed, whose stock changed, who was signed in. A release adds its own file; none is ever changed.
 */
const folder = new URL('./versions/', import.meta.url);
const versions = readdirSync(folder).map((name) => name.replace('.sql', ''));

/** A minute after the last row was written; the tokens of that morning are still good. */
const clock = () => new Date('2026-03-02T12:02:00Z');
const tokens = {
  accessToken: 'FGx2mJal3Jitm_tGxAqgN79xqwN436t8KSeOaXtp-YQ',
  refreshToken: 'zQR4jzqCvP6onbG8ay3vxGExnFOLaZWpHJ-E4dpLFsY',
};

test('every file is a version there was', () => {
  expect(versions.length).toBeGreaterThan(0);
  expect(Object.keys(migrations)).toEqual(expect.arrayContaining(versions));
});

test.each(versions)(
  'a database of %s is brought to the newest version, and nothing in it is lost',
  async (version) => {
    const rows = readFileSync(new URL(`${version}.sql`, folder), 'utf8');
    const storage = await openTestVersion(version, rows);
    onTestFinished(storage.close);
    const { json, call, login, refusal } = await serve({ storage, tenants: [], clock });
    const as = { ...tokens } as Session;

    const { items } = await json<{ items: Ticket[] }>('GET', '/v1/tickets', { as });
    expect(items.map(({ id, status }) => `${id} ${status}`)).toEqual([
      't-3 assigned',
      't-1 completed',
      't-2 assigned',
    ]);
    expect(items[1]).toMatchObject({ version: 4, network: { cto: 'CTO-15', seal: '0043', ctoPort: '4' } });
    const timeline = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
    expect(timeline.items.map(({ kind }) => kind)).toEqual([
      'visitStarted',
      'productAdded',
      'loanAdded',
      'loanRemoved',
      'evidenceAdded',
      'evidenceAdded',
      'closed',
    ]);
    const uses = await json<ProductUses>('GET', '/v1/tickets/t-1/products', { as });
    expect(uses.items.map(({ productId, quantity }) => [productId, quantity])).toEqual([['drop', 35.5]]);
    const stock = await json<Stock>('GET', '/v1/stock', { as });
    expect(stock.items.map(({ productId, available }) => [productId, available])).toEqual([
      ['drop', 64.8],
      ['connector', 10],
      ['router', 2],
    ]);
    expect(await json('GET', '/v1/tickets/t-1/pppoe', { as })).toEqual({
      login: 'jose.silva',
      password: 'pppoe-secret-1',
    });
    // What was answered then is answered again now.
    const headers = { 'idempotency-key': '00000000-0000-7000-8000-000000000002' };
    const body = { productId: 'drop', quantity: 35.5, mode: 'sale' };
    const again = await call('POST', '/v1/tickets/t-1/products', { as, headers, body });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);

    const next = await json<Session>('POST', '/v1/refresh', { body: { refreshToken: tokens.refreshToken } });
    expect((await call('GET', '/v1/stock', { as: next })).status).toBe(200);
    expect(await refusal('GET', '/v1/tickets/t-1', { as: await login('ana', 'sul') })).toBe(
      '404 server.not_found',
    );
  },
);
