import { expect, test } from 'vitest';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import { exportPending, importPending } from '../src/transfer/index.ts';
import { sendProblem } from './loopback-server.ts';
import { sampleLogin, sampleStart } from './samples.ts';
import { rejection } from './signed-in-client.ts';
import { startOutbox, use } from './started-outbox.ts';
import { until } from './until.ts';

/** Only what wakes it lets it try again within a test. */
const patient = { baseMs: 86_400_000, maxMs: 86_400_000 };

test('a sign-out with pending work is refused with its count, and may leave the work for the next sign-in', async () => {
  let online = false;
  const { client, outbox, run } = await startOutbox((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  await outbox.products.use('1', use);
  await outbox.products.use('2', use);
  expect(await rejection(client.logout())).toMatchObject({
    code: 'client.pending_work',
    details: { pending: 2 },
  });
  expect(client.session.getSnapshot().status).toBe('signedIn');
  await client.logout({ leavePending: true });
  expect(outbox.getSnapshot()).toMatchObject({ pending: 0, ofOthers: 2 });
  await outbox.close();

  online = true;
  const next = await run();
  await next.client.login({ ...sampleLogin, username: 'beto' });
  await (await next.outbox.products.use('3', use)).acknowledged;
  expect(next.outbox.getSnapshot()).toMatchObject({ pending: 0, ofOthers: 2 });
  await next.client.login(sampleLogin);
  await until(next.outbox, ({ ofOthers, pending }) => ofOthers + pending === 0);
});

test('an expired sign-in holds work back and loses none', async () => {
  let expired = true;
  const { client, outbox } = await startOutbox((_, response) => {
    if (expired) sendProblem(response, 401, { code: 'server.session_ended' });
    return expired;
  });
  const queued = await outbox.products.use('1', use);
  await until(outbox, ({ status }) => status === 'needsSignIn');
  await outbox.products.use('1', use);
  expect(outbox.getSnapshot()).toMatchObject({ pending: 2, refused: 0 });
  expired = false;
  await client.login(sampleLogin);
  expect(await queued.acknowledged).toMatchObject({ movementId: 'm1' });
  await until(outbox, ({ status }) => status === 'idle');
});

test('pending work goes to another device as one signed file, and is done once', async () => {
  let online = false;
  const { changes, outbox, run } = await startOutbox((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  const key = {
    keyId: 'k1',
    sign: async (text: string) => `signed ${text.length}`,
    verify: async (text: string, signature: string, keyId: string) =>
      keyId === 'k1' && signature === `signed ${text.length}`,
  };
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  await outbox.evidence.upload('1', file);
  await outbox.products.use('1', use);
  const text = await exportPending({ outbox }, key);
  await outbox.close();

  const sent = changes().length;
  const other = await run(createMemoryRecords());
  expect(await rejection(importPending(other, text.replace('drop', 'dorp!'), key))).toMatchObject({
    code: 'client.unverified_file',
  });
  expect(await rejection(importPending(other, 'no file', key))).toMatchObject({
    code: 'client.unverified_file',
  });
  expect(await importPending(other, text, key)).toBe(2);
  expect(await importPending(other, text, key)).toBe(0);
  online = true;
  other.outbox.sync();
  await until(other.outbox, ({ status }) => status === 'idle');
  const arrived = changes().slice(sent);
  expect(arrived.at(-1)?.path).toBe('/v1/tickets/1/products');
  expect(arrived.find(({ path }) => path.includes('evidence'))?.body).toBe(
    Buffer.from(bytes).toString('latin1'),
  );
});

test('a trigger wakes what waits for its next attempt', async () => {
  let online = false;
  const { client, records } = await startOutbox((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  let wake = () => {};
  const outbox = await openOutbox({
    client,
    storage: records,
    backoff: patient,
    triggers: [
      (sync) => {
        wake = sync;
        return () => undefined;
      },
    ],
  });
  const failed = new Promise((resolve) => outbox.events.once('retry', resolve));
  const queued = await outbox.products.use('9', use);
  await failed;
  online = true;
  wake();
  expect(await queued.acknowledged).toMatchObject({ movementId: 'm1' });
});
