import type { Session, Timeline } from '@field/core';
import type { TicketEvidence } from '@field/core/uploads';
import { Upload } from 'tus-js-client';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';
import { type Photo, photoOf, placeOf, promise, takenAt, uploadsOf, uploadsPath } from './support/uploads.ts';

/** Uploads with tus-js-client, a program that is not ours. */
function uploadWithTusClient(
  url: string,
  as: Session,
  photo: Photo,
  options: Partial<ConstructorParameters<typeof Upload>[1]> = {},
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(Buffer.from(photo.bytes), {
      endpoint: `${url}${uploadsPath}`,
      chunkSize: 40_000,
      retryDelays: [0, 0],
      headers: { authorization: `Bearer ${as.accessToken}` },
      metadata: {
        category: 'photo',
        mediaType: 'image/jpeg',
        takenAt,
        sha256: photo.sha256,
        filename: 'a.jpg',
      },
      onSuccess: () => resolve(upload),
      onError: reject,
      ...options,
    });
    upload.start();
  });
}

test('tus-js-client uploads a photo in pieces, and the photo is evidence of its ticket', async () => {
  const { url, call, json, login } = await serve();
  const as = await login();
  const photo = photoOf(100_001);
  const pieces: number[] = [];
  await uploadWithTusClient(url, as, photo, { onChunkComplete: (size) => void pieces.push(size) });
  expect(pieces).toEqual([40_000, 40_000, 20_001]);
  const { items, pending } = await json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as });
  expect({ items, pending }).toMatchObject({
    items: [{ sha256: photo.sha256, bytes: 100_001, mediaType: 'image/jpeg', category: 'photo', takenAt }],
    pending: [],
  });
  const file = await call('GET', `/v1/evidence/${items[0]?.id}`, { as });
  expect(Buffer.from(await file.arrayBuffer()).equals(photo.bytes)).toBe(true);
  const { items: timeline } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(timeline).toMatchObject([{ kind: 'evidenceAdded', params: { evidenceId: items[0]?.id } }]);
});

test('tus-js-client continues an upload another one began, and one the server has had all along', async () => {
  const server = await serve();
  const { url, json, login } = server;
  const as = await login();
  const photo = photoOf(90_000);
  const { create, patch } = uploadsOf(server, as);
  const place = placeOf(await create(promise(photo)));
  await patch(place, 0, photo.bytes.slice(0, 50_000));
  const sent: number[] = [];
  const remember = { onProgress: (bytes: number) => void sent.push(bytes) };
  await uploadWithTusClient(url, as, photo, { uploadUrl: url + place, ...remember });
  expect(Math.min(...sent)).toBeGreaterThanOrEqual(50_000);
  for (const uploadDataDuringCreation of [false, true]) {
    await uploadWithTusClient(url, as, photo, { uploadDataDuringCreation });
  }
  const { items } = await json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as });
  expect(items.map(({ sha256 }) => sha256)).toEqual([photo.sha256]);
});
