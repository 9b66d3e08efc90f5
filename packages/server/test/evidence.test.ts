import { createHash } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { check, Evidence, type Problem, type Session, type Timeline } from '@field/core';
import { encodeUploadMetadata } from '@field/core/uploads';
import { expect, test, vi } from 'vitest';
import { openSqliteStorage } from '../src/index.ts';
import { jpeg, png, svg, webp } from './support/pictures.ts';
import { secretKey, serve, temporaryFolder } from './support/serve.ts';

async function serveFromDisk() {
  const folder = await temporaryFolder();
  const storage = await openSqliteStorage({ path: join(folder, 'field.db'), secretKey });
  const files = async () =>
    (await readdir(join(folder, 'field.db.evidence'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  return { ...(await serve({ storage })), files };
}

test('a photo is stored under the hash of its bytes and given back as it was', async () => {
  const { call, json, login, upload, files } = await serveFromDisk();
  const as = await login();
  const answer = await upload(as, 't-1', 'photo', jpeg);
  expect(answer.status).toBe(201);
  const evidence = (await answer.json()) as Evidence;
  const sha256 = createHash('sha256').update(jpeg.bytes).digest('hex');
  expect(check(Evidence, evidence).ok).toBe(true);
  expect(evidence).toMatchObject({
    sha256,
    bytes: jpeg.bytes.length,
    mediaType: 'image/jpeg',
    category: 'photo',
  });
  expect(await files()).toEqual([sha256]);

  const file = await call('GET', `/v1/evidence/${evidence.id}`, { as });
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(jpeg.bytes);
  expect(file.headers.get('content-type')).toBe('image/jpeg');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items).toMatchObject([
    { kind: 'evidenceAdded', params: { evidenceId: evidence.id, category: 'photo' } },
  ]);
});

test('a photo that is a web page, too, is served as a photo to be saved, and runs nowhere', async () => {
  const { call, login, upload } = await serve();
  const as = await login();
  const page = '<html><script>alert(document.domain)</script></html>';
  const comment = [0xff, 0xfe, 0, page.length + 2, ...Buffer.from(page)];
  const bytes = Uint8Array.from([0xff, 0xd8, ...comment, ...jpeg.bytes.subarray(2)]);
  const { id } = (await (await upload(as, 't-1', 'photo', { type: 'image/jpeg', bytes })).json()) as Evidence;
  const accept = { accept: 'text/html' };
  const { headers } = await call('GET', `/v1/evidence/${id}`, { as, headers: accept });
  const policy = headers.get('content-security-policy');
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    'image/jpeg',
    'attachment',
  ]);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(policy?.split(/; ?/)).toEqual(
    expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", 'sandbox']),
  );
});

test('a photo of more pixels than any camera has is refused however it comes, its size behind megabytes of other things', async () => {
  const { call, login, upload, refusal } = await serve();
  const as = await login();
  const block = Uint8Array.from([0xff, 0xe1, 0xff, 0xff, ...new Uint8Array(0xfffd)]);
  const frame = [0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
  const bytes = Uint8Array.from(
    Buffer.concat([jpeg.bytes.subarray(0, 2), ...Array(20).fill(block), Buffer.from(frame)]),
  );
  const answer = await upload(as, 't-1', 'photo', { type: 'image/jpeg', bytes });
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { code: 'server.evidence_too_many_pixels' },
  ]);
  const fields = {
    ...({ category: 'photo', mediaType: 'image/jpeg' } as const),
    takenAt: '2026-03-02T12:00:00-03:00',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const tus = { 'tus-resumable': '1.0.0' };
  const created = await call('POST', '/v1/tickets/t-1/evidence/uploads', {
    as,
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': encodeUploadMetadata(fields),
    },
  });
  const location = new URL(created.headers.get('location') ?? '', 'http://localhost').pathname;
  const rest = { type: 'application/offset+octet-stream', bytes };
  expect(
    await refusal('PATCH', location, { as, file: rest, headers: { ...tus, 'upload-offset': '0' } }),
  ).toBe('422 server.evidence_too_many_pixels');
});

test('caption and subject of a photo are kept', async () => {
  const { call, login } = await serve();
  const as = await login();
  const query = new URLSearchParams({
    category: 'photo',
    takenAt: '2026-03-02T12:00:00-03:00',
    caption: 'Potência na CTO',
    subject: 'powerMeter',
  });
  const answer = await call('POST', `/v1/tickets/t-1/evidence?${query}`, { as, file: jpeg });
  expect(await answer.json()).toMatchObject({ caption: 'Potência na CTO', subject: 'powerMeter' });
});

test('PNG, WebP and a drawn signature are taken too', async () => {
  const { login, upload } = await serve();
  const as = await login();
  expect((await upload(as, 't-1', 'photo', png)).status).toBe(201);
  expect((await upload(as, 't-1', 'photo', webp)).status).toBe(201);
  expect((await upload(as, 't-1', 'customerSignature', svg)).status).toBe(201);
});

test('a file that is not what it claims, or may not be, is refused and leaves nothing behind', async () => {
  const { login, upload, files, json } = await serveFromDisk();
  const as = await login();
  const draw = (inside: string) => ({ type: 'image/svg+xml', bytes: `<svg xmlns="x">${inside}</svg>` });
  const cases: [string, { type: string; bytes: Uint8Array<ArrayBuffer> | string }, string][] = [
    ['photo', { ...jpeg, type: 'image/png' }, '422 server.evidence_content_mismatch'],
    ['photo', { type: 'image/jpeg', bytes: '<html>' }, '422 server.evidence_content_mismatch'],
    ['photo', { type: 'image/jpeg', bytes: '' }, '422 server.evidence_empty'],
    ['photo', svg, '415 server.unsupported_media_type'],
    ['photo', { type: 'application/pdf', bytes: '%PDF' }, '415 server.unsupported_media_type'],
    ['customerSignature', draw('<script>alert(1)</script>'), '422 server.evidence_content_mismatch'],
    ['customerSignature', draw('<path onload="x()"/>'), '422 server.evidence_content_mismatch'],
    ['customerSignature', draw('<a href="http://x.example"/>'), '422 server.evidence_content_mismatch'],
    [
      'customerSignature',
      { type: 'image/svg+xml', bytes: '<!DOCTYPE svg><svg></svg>' },
      '422 server.evidence_content_mismatch',
    ],
    ['passport', jpeg, '422 core.invalid_input'],
  ];
  for (const [category, file, expected] of cases) {
    const response = await upload(as, 't-1', category, file);
    const { code } = (await response.json()) as Problem;
    expect([category, `${response.status} ${code}`]).toEqual([category, expected]);
  }
  expect(await files()).toEqual([]);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toEqual([]);
});

test('a photo of 20 MB is refused with a problem, by its declared length and by its bytes', async () => {
  const { url, json, login, upload, files } = await serveFromDisk();
  const as = await login();
  const huge = new Uint8Array(20_000_000);
  huge.set(jpeg.bytes);
  const refused = await upload(as, 't-1', 'photo', { type: 'image/jpeg', bytes: huge });
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ code: 'server.body_too_large', retryable: false });

  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(sent === 0 ? jpeg.bytes : new Uint8Array(64 * 1024));
      sent += 1;
      if (sent > 320) controller.close();
    },
  });
  const streamed = await fetch(`${url}/v1/tickets/t-1/evidence?category=photo&takenAt=2026-03-02T12:00:00Z`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.accessToken}`, 'content-type': 'image/jpeg' },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect(await files()).toEqual([]);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toEqual([]);
});

/** The head of an upload; what is behind it is up to the caller. */
function uploadHead(host: string, { accessToken }: Session, bytes: number): string {
  return [
    'POST /v1/tickets/t-1/evidence?category=photo&takenAt=2026-03-02T12:00:00Z HTTP/1.1',
    `Host: ${host}`,
    `Authorization: Bearer ${accessToken}`,
    'Content-Type: image/jpeg',
    `Content-Length: ${bytes}`,
    '\r\n',
  ].join('\r\n');
}

/** What a server answers to `sent` until the problem's code has come. */
function answerTo(server: { host: string; port: number }, sent: string, code: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, server.host, () => socket.write(sent, 'latin1'));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes(code)) socket.destroy();
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

test('a photo too large is refused before its first byte is waited for', async () => {
  const { server, login } = await serve();
  const head = uploadHead(server.host, await login(), 20_000_000);
  expect(await answerTo(server, head, 'body_too_large')).toMatch(/^HTTP\/1\.1 413 /);
});

test('a body that stops arriving is given up and forgotten', async () => {
  const folder = await temporaryFolder();
  const storage = await openSqliteStorage({ path: join(folder, 'field.db'), secretKey });
  const { server, login } = await serve({ storage, limits: { bodyStallMs: 50 } });
  const head = uploadHead(server.host, await login(), 1000);
  expect(await answerTo(server, `${head}\xff\xd8`, 'body_too_slow')).toMatch(/^HTTP\/1\.1 408 /);
  expect(await readdir(join(folder, 'field.db.evidence', 'incoming'))).toEqual([]);
});

test('a file that is only asked about is not left open', async (context) => {
  context.skip(process.platform !== 'linux', 'open files are listed in /proc');
  const { call, login, upload } = await serveFromDisk();
  const as = await login();
  const { id } = (await (await upload(as, 't-1', 'photo', jpeg)).json()) as Evidence;
  for (let time = 0; time < 20; time += 1) {
    const answer = await call('HEAD', `/v1/evidence/${id}`, { as });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  }
  const places = async () =>
    Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
  await vi.waitFor(async () => {
    expect((await places()).filter((path) => path.includes('.evidence/'))).toEqual([]);
  });
});

test('evidence is seen by who sees its ticket', async () => {
  const { login, refusal, upload } = await serve();
  const { id } = (await (await upload(await login(), 't-1', 'photo', jpeg)).json()) as Evidence;
  expect(await refusal('GET', `/v1/evidence/${id}`, { as: await login('beto') })).toBe(
    '404 server.not_found',
  );
  expect(await refusal('GET', `/v1/evidence/${id}`, { as: await login('ana', 'sul') })).toBe(
    '404 server.not_found',
  );
  expect(await refusal('GET', `/v1/evidence/${id}`)).toBe('401 server.unauthenticated');
  expect((await upload(await login('ana', 'sul'), 't-2', 'photo', jpeg)).status).toBe(404);
});
