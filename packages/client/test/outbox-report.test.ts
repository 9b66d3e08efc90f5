import type { ClosingPolicy } from '@field/core';
import { expect, test } from 'vitest';
import { isClientError } from '../src/index.ts';
import { openOutbox } from '../src/outbox/index.ts';
import { sampleClosing, sampleStart } from './samples.ts';
import { rejection } from './signed-in-client.ts';
import { backoff, startOutbox, use } from './started-outbox.ts';
import { until } from './until.ts';

/** Only what wakes it lets it try again within a test. */
const patient = { baseMs: 86_400_000, maxMs: 86_400_000 };

test('a report is stored at once, its closing goes last and names what the server made of its files', async () => {
  const { changes, outbox } = await startOutbox();
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  const report = { evidence: [file], products: [use], closing: { ...sampleClosing, photos: [] } };
  const incomplete = { ...report, closing: { ...report.closing, details: '' } };
  expect(await rejection(outbox.closeTicket('1', incomplete))).toMatchObject({ code: 'client.invalid' });
  expect(outbox.progressOf('1').total).toBe(0);

  const closing = await outbox.closeTicket('1', report);
  const late = await rejection(outbox.products.use('1', use));
  expect(isClientError(late, 'client.conflict')).toBe(true);
  expect(await closing.acknowledged).toMatchObject({ status: 'completed' });
  expect(changes().map(({ path }) => path.split(/[/?]/)[4])).toEqual(['evidence', 'products', 'closing']);
  expect(JSON.parse(changes().at(-1)?.body ?? '')).toMatchObject({ photos: ['e1'] });
  await until(outbox, ({ status }) => status === 'idle');
  expect(outbox.progressOf('1')).toMatchObject({ done: 3, total: 3 });
});

test('a report is judged by the provider’s own policy before anything is stored, and names it', async () => {
  const { changes, client, records } = await startOutbox();
  const policy: ClosingPolicy = {
    format: 1,
    id: 'installation',
    revision: 7,
    serviceTypes: ['INST'],
    closing: [
      { require: 'photos', subject: 'powerMeter' },
      { require: 'products', item: 'drop' },
    ],
    start: [],
  };
  const contextOf = async () => ({ policy });
  const outbox = await openOutbox({ client, storage: records, backoff, contextOf });
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  const shown = { ...file, subject: 'powerMeter' };
  const closing = { ...sampleClosing, photos: [], customerSignature: null };
  const refused = await rejection(outbox.closeTicket('1', { evidence: [file], closing }));
  if (!isClientError(refused, 'client.invalid')) throw refused;
  expect(refused.details.issues.map(({ code }) => code)).toEqual([
    'closing.subject_photos_required',
    'closing.products_required',
  ]);
  expect(await records.list('')).toEqual([]);

  const queued = await outbox.closeTicket('1', { evidence: [shown], products: [use], closing });
  await queued.acknowledged;
  expect(JSON.parse(changes().at(-1)?.body ?? '')).toMatchObject({
    policy: { id: 'installation', revision: 7 },
  });
});

test('a closing whose photo was discarded is refused here, and named', async () => {
  let online = false;
  const { client, records } = await startOutbox((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  const outbox = await openOutbox({ client, storage: records, backoff: patient });
  const failed = new Promise((resolve) => outbox.events.once('retry', resolve));
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  await outbox.closeTicket('1', { evidence: [file], closing: { ...sampleClosing, photos: [] } });
  const photo = outbox.progressOf('1').steps[0]?.id ?? '';
  await failed;
  await outbox.discard(photo);
  online = true;
  outbox.sync();
  const { items } = await until(outbox, ({ refused }) => refused === 1);
  expect(items[0]?.refusal?.issues).toMatchObject([{ path: ['reference'] }]);
});
