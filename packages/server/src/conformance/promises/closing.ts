import { randomUUID } from 'node:crypto';
import { Catalogues, Evidence, Ticket } from '@field/core';
import { TicketChanges } from '@field/core/sync';
import { TicketEvidence } from '@field/core/uploads';
import { type Bench, untested } from '../bench.ts';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';
import { makePhoto, uploadPhoto } from './evidence.ts';

/** A complete report by the usual rules; photos and signature as they are named. */
async function reportOf(
  { call, session }: Bench,
  photo: string,
  customerSignature: string,
): Promise<Record<string, unknown>> {
  const { causes, solutions } = expectShape(await call('GET', '/v1/catalogues', { as: session }), Catalogues);
  const [cause, solution] = [causes[0], solutions[0]];
  if (!cause || !solution) throw untested('the tenant has no causes or no solutions');
  return {
    cause: { code: cause.code },
    solution: { code: solution.code },
    details: 'Conformance suite: drop replaced, signal measured at both ends.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: null, seal: null, ctoPort: null },
    photos: [photo],
    customerSignature,
    technicianSignature: customerSignature,
    outcome: 'resolved',
    occurredAt: new Date().toISOString(),
    location: {
      latitude: -15.79,
      longitude: -47.88,
      accuracyMetres: 5,
      measuredAt: new Date().toISOString(),
    },
  };
}

async function sign(bench: Bench, ticketId: string, category: string): Promise<string> {
  const query = new URLSearchParams({ category, takenAt: new Date().toISOString() });
  const file = { type: 'image/jpeg', bytes: makePhoto(500).bytes };
  const path = `/v1/tickets/${ticketId}/evidence?${query}`;
  return expectShape(await bench.call('POST', path, { as: bench.session, file }), Evidence).id;
}

export const closingPromises: readonly ProtocolPromise[] = [
  {
    id: 'closing.complete',
    says: 'A closing that is not complete is refused with every missing field, and the ticket stays open.',
    async test({ call, session, ticket }) {
      const { id, status } = await ticket();
      const answer = await call('POST', `/v1/tickets/${id}/closing`, { as: session, body: {} });
      const { errors } = expectProblem(answer, 422);
      expectThat(errors.length >= 3, 'the refusal does not name what is missing');
      const after = expectShape(await call('GET', `/v1/tickets/${id}`, { as: session }), Ticket);
      expectThat(after.status === status, 'the ticket changed');
    },
  },
  {
    id: 'closing.once',
    says: 'A closing whose answer was lost is answered again, closes once, and nothing is added to a closed ticket.',
    async test(bench) {
      const { call, session, proxy, change } = bench;
      const own = await bench.ticketToClose();
      const { id: photo } = expectShape(await uploadPhoto(bench, own.id, makePhoto()), Evidence);
      const body: Record<string, unknown> = {
        ...(await reportOf(bench, photo, await sign(bench, own.id, 'customerSignature'))),
        technicianSignature: await sign(bench, own.id, 'technicianSignature'),
      };
      const path = `/v1/tickets/${own.id}/closing`;
      const options = { as: session, body, headers: { 'idempotency-key': randomUUID() } };
      proxy.script({ kind: 'drop-answer' });
      await call('POST', path, { ...options, via: proxy.url }).catch(() => null);
      const again = await call('POST', path, options);
      expectStatus(again, 200);
      expectThat(expectShape(again, Ticket).status === 'completed', 'the ticket is not completed');
      const { 'idempotency-key': _, ...other } = { ...options.headers };
      expectProblem(
        await call('POST', path, { ...options, headers: { ...other, 'idempotency-key': randomUUID() } }),
        409,
      );
      expectProblem(await change(own).send(), 409);
    },
  },
  {
    id: 'closing.evidence-pending',
    says: 'A closing is accepted before its photos have arrived, says which it waits for, and takes them afterwards.',
    async test(bench) {
      const { call, session } = bench;
      const own = await bench.ticketToClose();
      const photo = makePhoto();
      const body: Record<string, unknown> = {
        ...(await reportOf(bench, `sha256:${photo.sha256}`, await sign(bench, own.id, 'customerSignature'))),
        technicianSignature: await sign(bench, own.id, 'technicianSignature'),
      };
      const closed = await call('POST', `/v1/tickets/${own.id}/closing`, { as: session, body });
      expectStatus(closed, 200);
      const told = closed.headers.get('field-evidence-pending') ?? '';
      expectThat(told.split(',').includes(photo.sha256), 'Field-Evidence-Pending does not name the photo');
      expectStatus(await uploadPhoto(bench, own.id, photo), 200, 201);
      const list = await call('GET', `/v1/tickets/${own.id}/evidence`, { as: session });
      const { pending } = expectShape(list, TicketEvidence);
      expectThat(pending.length === 0, 'the photo is still awaited after it arrived');
    },
  },
  {
    id: 'sync.removed',
    says: 'Sync names a ticket that was closed as removed, and why.',
    async test(bench) {
      const { call, session } = bench;
      const first = expectShape(
        await call('GET', '/v1/sync/tickets?limit=500', { as: session }),
        TicketChanges,
      );
      if (!first.complete) throw untested('the technician has more than 500 open tickets');
      const own = await bench.ticketToClose();
      const { id: photo } = expectShape(await uploadPhoto(bench, own.id, makePhoto()), Evidence);
      const body: Record<string, unknown> = {
        ...(await reportOf(bench, photo, await sign(bench, own.id, 'customerSignature'))),
        technicianSignature: await sign(bench, own.id, 'technicianSignature'),
      };
      expectStatus(await call('POST', `/v1/tickets/${own.id}/closing`, { as: session, body }), 200);
      const cursor = encodeURIComponent(first.nextCursor);
      const { removed } = expectShape(
        await call('GET', `/v1/sync/tickets?limit=500&cursor=${cursor}`, { as: session }),
        TicketChanges,
      );
      expectThat(
        removed.some(({ ticketId, reason }) => ticketId === own.id && reason === 'closed'),
        `sync does not name ${own.id} as closed`,
      );
    },
  },
];
