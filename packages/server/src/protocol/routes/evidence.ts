import { check, Evidence, EvidenceMediaType, fieldsOf, maxEvidenceBytes, UploadEvidence } from '@field/core';
import { TicketEvidence } from '@field/core/uploads';
import * as z from 'zod/mini';
import { acceptedTypes, signatureTypes } from '../../evidence/accepted-types.ts';
import { receiveEvidence } from '../../evidence/receive-evidence.ts';
import { recordEvidence } from '../../evidence/record-evidence.ts';
import { answerFile } from '../answer-file.ts';
import { readChunks, readMediaType } from '../body.ts';
import { protocolError } from '../protocol-errors.ts';
import { route } from '../route.ts';
import { receivingTicket, visibleTicket } from '../ticket-access.ts';

const { mediaType: _, ...evidenceFields } = fieldsOf(UploadEvidence);
const EvidenceQuery = z.object(evidenceFields);

export const evidenceRoutes = [
  route({
    kind: 'upload',
    method: 'post',
    id: 'uploadEvidence',
    path: '/v1/tickets/{ticketId}/evidence',
    summary:
      'Uploads a photo (at most 10 MB) or a signature (at most 500 kB, also as an SVG drawing). What the file is, is ' +
      'read from its bytes.',
    query: EvidenceQuery,
    answer: { status: 201, description: 'Stored, under the SHA-256 of its bytes.', schema: Evidence },
    problems: [
      'server.not_found',
      'server.ticket_closed',
      'server.list_full',
      'server.body_too_large',
      'server.unsupported_media_type',
      'server.evidence_empty',
      'server.evidence_content_mismatch',
      'server.evidence_too_many_pixels',
    ],
    bytes: {
      mediaTypes: signatureTypes,
      async receive({ request, params, query, store, services, signedIn, repeats }) {
        if (!repeats) await receivingTicket(store, params.ticketId);
        const { category } = query;
        const allowed = acceptedTypes(category);
        const mediaType = check(EvidenceMediaType, readMediaType(request));
        if (!mediaType.ok || !allowed.includes(mediaType.value)) {
          const told = readMediaType(request) || '?';
          throw protocolError('server.unsupported_media_type', { mediaType: told, allowed });
        }
        const limits = { maxBytes: maxEvidenceBytes(category), stallMs: services.limits.bodyStallMs };
        const chunks = readChunks(request, limits);
        const { evidenceFiles } = services.storage;
        const received = await receiveEvidence(
          evidenceFiles,
          signedIn.scope.tenantId,
          mediaType.value,
          chunks,
        );
        return { ...received, mediaType: mediaType.value };
      },
    },
    async handle({ params, query, received, store, recordedAt }) {
      const { id } = await receivingTicket(store, params.ticketId, received.sha256, query.category);
      const { category, caption = null, subject = null, takenAt } = query;
      const file = { ...received, category, caption, subject, takenAt };
      const evidence = await recordEvidence(store, id, file, recordedAt);
      return { body: evidence };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listEvidence',
    path: '/v1/tickets/{ticketId}/evidence',
    summary: 'The photos and signatures of a ticket, and the files its closing names that have not arrived.',
    answer: { status: 200, description: 'In the order they arrived.', schema: TicketEvidence },
    problems: ['server.not_found'],
    async handle({ params, store }) {
      const { id } = await visibleTicket(store, params.ticketId);
      const items = await store.evidence.listOfTicket(id);
      return { body: { items, pending: await store.evidence.listAwaited(id) } };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readEvidence',
    path: '/v1/evidence/{evidenceId}',
    summary: 'The bytes of a photo or signature, as they were uploaded.',
    answer: { status: 200, description: 'The file.', mediaTypes: signatureTypes },
    problems: ['server.not_found'],
    async handle({ params, store, services, signedIn }) {
      const evidence = await store.evidence.find(params.evidenceId);
      return answerFile(services.storage.evidenceFiles, signedIn.scope.tenantId, evidence);
    },
  }),
];
