import { ClosingDraftRecord, SaveClosingDraft } from '@field/core/sync';
import { isHeld, readIfMatch } from '../precondition.ts';
import { protocolError } from '../protocol-errors.ts';
import { route } from '../route.ts';
import { openTicket, visibleTicket } from '../ticket-access.ts';
import { workError } from '../work-errors.ts';

const path = '/v1/tickets/{ticketId}/closing-draft';
const ifMatch = 'The ETag of the draft as it was read.';

export const draftRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'readClosingDraft',
    path,
    summary: 'The draft of the closing, from whichever device it was kept, by whoever had the ticket before.',
    answer: {
      status: 200,
      description: 'The draft, with its ETag.',
      headers: ['ETag'],
      schema: ClosingDraftRecord,
    },
    problems: ['server.not_found', 'server.draft_missing'],
    async handle({ request, params, store }) {
      const { id } = await visibleTicket(store, params.ticketId);
      const kept = await store.drafts.find(id);
      if (!kept) throw workError('server.draft_missing');
      const headers = { etag: `"${tagOf(kept)}"` };
      if (isHeld(request, headers.etag)) return { status: 304, headers };
      return { body: kept.record, headers };
    },
  }),
  route({
    kind: 'change',
    method: 'put',
    id: 'saveClosingDraft',
    path,
    summary:
      'Keeps the draft of a closing. It is checked for its shape only: what is missing may stay missing.',
    body: SaveClosingDraft,
    ifMatch,
    answer: { status: 200, description: 'As it is kept, with its ETag.', schema: ClosingDraftRecord },
    problems: [
      'server.not_found',
      'server.ticket_closed',
      'server.draft_changed',
      'server.precondition_required',
    ],
    async handle({ request, params, body, store, services, recordedAt }) {
      const { id } = await openTicket(store, params.ticketId);
      const kept = await store.drafts.find(id);
      requireSeenDraft(request, kept, services.policy.requireIfMatch);
      const record = { ...body, updatedAt: recordedAt };
      const version = (kept?.version ?? 0) + 1;
      await store.drafts.save(id, record, version);
      return { body: record, headers: { etag: `"${tagOf({ record, version })}"` } };
    },
  }),
  route({
    kind: 'change',
    method: 'delete',
    id: 'removeClosingDraft',
    path,
    summary: 'Throws the draft away; closing the ticket does so too.',
    ifMatch,
    answer: { status: 204, description: 'There is none now.' },
    problems: ['server.not_found', 'server.draft_changed', 'server.precondition_required'],
    async handle({ request, params, store, services }) {
      const { id } = await visibleTicket(store, params.ticketId);
      requireSeenDraft(request, await store.drafts.find(id), services.policy.requireIfMatch);
      await store.drafts.remove(id);
      return {};
    },
  }),
];

interface KeptDraft {
  readonly record: ClosingDraftRecord;
  readonly version: number;
}

/** Versions begin anew where a draft was thrown away; the time tells one from the other. */
function tagOf({ record, version }: KeptDraft): string {
  return `${version}-${Date.parse(record.updatedAt).toString(36)}`;
}

/**
 * Lets a change through only where the draft is still the one the device saw; with `If-None-Match: *`, only where there is none.
 * @throws FieldError `server.draft_changed`, `server.precondition_required`
 */
function requireSeenDraft(request: Request, kept: KeptDraft | null, insists: boolean): void {
  const { headers } = request;
  const seen = readIfMatch(request);
  const isOther = kept === null ? headers.has('if-match') : seen !== null && seen !== tagOf(kept);
  const isNew = headers.get('if-none-match')?.trim() === '*';
  if (insists && kept && !isNew && !headers.has('if-match')) {
    throw protocolError('server.precondition_required');
  }
  if (isOther || (isNew && kept !== null)) throw workError('server.draft_changed');
}
