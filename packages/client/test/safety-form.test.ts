import type { ClosingPolicy } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldClient, isClientError } from '../src/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import { createSeededData, createStandInServer } from '../src/testing/index.ts';
import { rejection } from './signed-in-client.ts';

/** Nobody climbs without a helmet, and none without a photo of the harness. */
const pole: ClosingPolicy = {
  format: 1,
  id: 'pole',
  revision: 3,
  serviceTypes: [],
  closing: [],
  start: [
    { require: 'answer', item: 'helmet', allowed: ['true'] },
    { require: 'photos', subject: 'harness' },
  ],
};
const start = { startedAt: '2026-03-02T11:30:00Z', location: null };
const safe = { ...start, answers: [{ item: 'helmet', value: true }] };

async function setOut() {
  const server = createStandInServer({ data: { ...createSeededData(), policies: [pole] } });
  const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch, locale: 'pt-BR' });
  await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  const records = createMemoryRecords();
  const contextOf = async () => ({ policy: pole });
  const outbox = await openOutbox({ client, storage: records, contextOf });
  return { client, outbox, records, server };
}

async function missingIn(call: Promise<unknown>) {
  const error = await rejection(call);
  if (!isClientError(error, 'client.invalid')) throw error;
  return { issues: error.details.issues.map(({ code, path }) => `${path.join('.')} ${code}`), error };
}

test('without coverage a visit is refused while its safety form is not complete, in the server’s own words', async () => {
  const { client, outbox, records, server } = await setOut();
  const [told, known] = [server.seen.length, server.faults.add({ kind: 'offline' })];
  const { error, issues } = await missingIn(outbox.tickets.startVisit('os-1001', start));
  const lacking = ['answers.helmet visit.answer_required', 'photos visit.subject_photos_required'];
  expect(issues).toEqual(lacking);
  expect(error.text('pt-BR').message).toContain('A visita ainda não pode começar');
  expect(await records.list('')).toEqual([]);
  expect(server.seen.length).toBe(told);

  known();
  const said = await missingIn(client.tickets.startVisit('os-1001', start));
  expect(said.issues).toEqual(lacking);
  expect(said.error.details).toMatchObject({ problem: { code: 'server.visit_not_ready' } });
  expect(said.error.details.issues.map(({ message }) => message)).toEqual(
    error.details.issues.map(({ message }) => message),
  );
  const asked = client.tickets.startVisit('os-1001', start, { context: { policy: pole } });
  expect((await missingIn(asked)).error.details.problem).toBeNull();
});

test('a complete safety form waits in line behind its photo, and starts the visit', async () => {
  const { outbox, server } = await setOut();
  const online = server.faults.add({ kind: 'offline' });
  const photo = await outbox.evidence.upload('os-1001', {
    category: 'photo',
    mediaType: 'image/png',
    takenAt: start.startedAt,
    subject: 'harness',
    bytes: Uint8Array.of(1),
  });
  const context = { evidence: [{ id: photo.reference, subject: 'harness' }] };
  const form = { ...safe, photos: [photo.reference] };
  const visit = await outbox.tickets.startVisit('os-1001', form, { context });
  online();
  outbox.sync();
  expect(await visit.acknowledged).toMatchObject({ ticketId: 'os-1001', endedAt: null });
});

test('a single closing is held to the provider’s policy like a whole report, and names it', async () => {
  const { outbox, server } = await setOut();
  const strict = { ...pole, closing: [{ require: 'team' as const }] };
  const closing = {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'ok',
    addressChanged: false,
    readings: { rxAtOnuDbm: null, rxAtOltDbm: null, cto: null, seal: null, ctoPort: null },
    photos: [],
    customerSignature: null,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: start.startedAt,
    location: null,
  } as const;
  const refused = outbox.closings.close('os-1001', closing, { context: { policy: strict } });
  expect((await missingIn(refused)).issues).toEqual(['team closing.team_required']);
  await (await outbox.closings.close('os-1001', closing)).acknowledged;
  expect(server.world.closings.get('os-1001')).toMatchObject({ policy: { id: 'pole', revision: 3 } });
});
