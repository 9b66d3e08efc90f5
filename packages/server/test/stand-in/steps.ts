import { createHash } from 'node:crypto';
import { encodeUploadMetadata } from '@field/core/uploads';
import { jpeg, png } from '../support/pictures.ts';
import { ticket } from '../support/tenant.ts';

/** One request. */
export interface Step {
  /** `ana` where left out. */
  readonly as?: 'dora';
  readonly on: string;
  readonly body?: unknown;
  readonly file?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept under this name for `{name}` of later steps. */
  readonly keep?: (answer: Answered) => Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A morning of March 2026. */
export const on = (day: number) => ({
  startsAt: `2026-03-0${day}T09:00:00-03:00`,
  endsAt: `2026-03-0${day}T11:00:00-03:00`,
});

const key = (last: number) => `0190a1b2-0000-7000-8000-00000000000${last}`;
const occurredAt = '2026-03-02T08:30:00-03:00';
const location = { latitude: -21.89, longitude: -45.59, accuracyMetres: 8, measuredAt: null };
const idOf = (name: string) => (answer: Answered) => ({ [name]: (answer.body as { id: string }).id });
const cursorOf = (name: string) => (answer: Answered) => ({
  [name]: encodeURIComponent((answer.body as { nextCursor: string | null }).nextCursor ?? 'none'),
});
const cable = { productId: 'drop', quantity: 35.5, mode: 'sale' };
const photo = { type: 'image/png', bytes: png.bytes };
const late = jpeg.bytes;
const lateSha256 = createHash('sha256').update(late).digest('hex');
const tus = { 'tus-resumable': '1.0.0' };
const piece = (bytes: Uint8Array<ArrayBuffer>) => ({ type: 'application/offset+octet-stream', bytes });
const metadata = (sha256: string) =>
  encodeUploadMetadata({ category: 'photo', mediaType: 'image/jpeg', takenAt: occurredAt, sha256 });
const closing = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Refeito o drop e testado o acesso.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-15', seal: '0043', ctoPort: '4' },
  photos: ['{photo}'],
  customerSignature: '{signature}',
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt,
  location,
};

/** All that is asked, in this order. */
export const steps: readonly Step[] = [
  { on: 'GET /healthz' },
  { on: 'GET /v1/nothing' },
  { on: 'GET /v1/tickets?limit=2' },
  { on: 'GET /v1/tickets?limit=0' },
  { on: 'GET /v1/tickets?search=JOSE&priority=urgent&status=open&status=assigned' },
  { on: 'GET /v1/tickets?from=2026-03-03T00:00:00-03:00&to=2026-03-04T00:00:00-03:00' },
  { on: 'GET /v1/tickets?cursor=nonsense' },
  { on: 'GET /v1/tickets/t-1' },
  { on: 'GET /v1/tickets/t-1', headers: { 'if-none-match': '"1"' } },
  { on: 'GET /v1/tickets/t-2' },
  { on: 'GET /v1/tickets/t-1/pppoe' },
  { on: 'GET /v1/tickets/t-1/timeline' },
  { on: 'GET /v1/stock' },
  { on: 'GET /v1/catalogues' },
  { on: 'GET /v1/policies' },
  { on: 'GET /v1/ctos' },
  { on: 'GET /v1/ctos?limit=1', keep: cursorOf('ctos') },
  { on: 'GET /v1/ctos?limit=1&cursor={ctos}' },
  { on: 'GET /v1/ctos?cursor=nonsense' },
  { on: 'GET /v1/ctos?near=-21.89,-45.59' },
  {
    on: 'GET /v1/sync/tickets?until=2026-03-03T00:00:00-03:00',
    keep: ({ body }) => ({ cursor: encodeURIComponent((body as { nextCursor: string }).nextCursor) }),
  },
  { on: 'GET /v1/sync/tickets?cursor={cursor}&until=2026-03-03T00:00:00-03:00' },
  { on: 'GET /v1/sync/tickets?cursor={cursor}' },
  { on: 'GET /v1/sync/tickets?cursor=nonsense' },
  { on: 'PUT /v1/tickets/t-1/location', body: { occurredAt, location } },
  { on: 'PUT /v1/tickets/t-1/location', body: { occurredAt }, headers: { 'idempotency-key': key(1) } },
  { on: 'PUT /v1/tickets/t-1/location', body: { occurredAt, location }, headers: { 'if-match': '"77"' } },
  { on: 'POST /v1/tickets/t-1/departure', body: { occurredAt, location } },
  { on: 'POST /v1/tickets/t-1/departure', body: { location: null } },
  { on: 'POST /v1/tickets/t-1/visits', body: { startedAt: occurredAt, location: null } },
  { on: 'POST /v1/tickets/t-1/visits', body: { startedAt: occurredAt, location: null } },
  { on: 'POST /v1/tickets/t-1/departure', body: { occurredAt, location: null } },
  { on: 'POST /v1/tickets/t-4/visits', body: { startedAt: occurredAt, location, photos: ['none'] } },
  { on: 'POST /v1/tickets/t-4/visits', body: { startedAt: occurredAt, location } },
  {
    on: 'POST /v1/tickets/t-4/visits',
    body: { startedAt: occurredAt, location, answers: [{ item: 'helmet', value: 'no' }] },
  },
  {
    on: 'POST /v1/tickets/t-4/visits',
    body: { startedAt: occurredAt, location, answers: [{ item: 'helmet', value: true }] },
  },
  { on: 'POST /v1/tickets/t-3/customer-absent', body: { occurredAt, location: null, note: 'Portão' } },
  { on: 'POST /v1/tickets/t-1/products', body: cable, headers: { 'idempotency-key': key(2) } },
  { on: 'POST /v1/tickets/t-1/products', body: cable, headers: { 'idempotency-key': key(2) } },
  {
    on: 'POST /v1/tickets/t-1/products',
    body: { ...cable, quantity: 1 },
    headers: { 'idempotency-key': key(2) },
  },
  { on: 'POST /v1/tickets/t-1/products', body: { ...cable, quantity: 500 } },
  { on: 'POST /v1/tickets/t-1/products', body: { ...cable, productId: 'nothing' } },
  { on: 'POST /v1/tickets/t-1/products', body: { productId: 'router', quantity: 1, mode: 'loan' } },
  {
    on: 'POST /v1/tickets/t-1/products',
    body: { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-9' },
  },
  {
    on: 'POST /v1/tickets/t-1/products',
    body: { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-001' },
    keep: ({ body }) => ({ movement: (body as { movementId: string }).movementId }),
  },
  { on: 'GET /v1/tickets/t-1/products' },
  { on: 'DELETE /v1/tickets/t-1/products/{movement}' },
  { on: 'DELETE /v1/tickets/t-1/products/{movement}' },
  { on: 'GET /v1/stock' },
  {
    on: `POST /v1/tickets/t-1/evidence?category=photo&takenAt=${occurredAt}`,
    file: photo,
    keep: idOf('photo'),
  },
  { on: `POST /v1/tickets/t-1/evidence?category=poster&takenAt=${occurredAt}`, file: photo },
  {
    on: `POST /v1/tickets/t-1/evidence?category=photo&takenAt=${occurredAt}`,
    file: { ...photo, type: 'text/plain' },
  },
  {
    on: `POST /v1/tickets/t-1/evidence?category=customerSignature&takenAt=${occurredAt}&caption=J`,
    file: photo,
    keep: idOf('signature'),
  },
  { on: 'GET /v1/evidence/{photo}' },
  { on: 'GET /v1/evidence/nothing' },
  {
    on: 'POST /v1/tickets/t-1/evidence/uploads',
    headers: { ...tus, 'upload-length': String(late.length), 'upload-metadata': metadata(lateSha256) },
    keep: ({ headers }) => ({ upload: headers.get('location') ?? '' }),
  },
  { on: 'GET {upload}', headers: tus },
  { on: 'PATCH {upload}', file: piece(late.subarray(0, 5)), headers: { ...tus, 'upload-offset': '3' } },
  { on: 'PATCH {upload}', file: piece(late.subarray(0, 5)), headers: { ...tus, 'upload-offset': '0' } },
  { on: 'PATCH {upload}', file: piece(late.subarray(5)), headers: { ...tus, 'upload-offset': '5' } },
  { on: 'GET {upload}', headers: tus },
  {
    on: 'POST /v1/tickets/t-1/evidence/uploads',
    headers: { ...tus, 'upload-length': String(late.length), 'upload-metadata': metadata(lateSha256) },
  },
  {
    on: 'POST /v1/tickets/t-1/evidence/uploads',
    headers: { ...tus, 'upload-length': '4', 'upload-metadata': metadata('ab'.repeat(32)) },
    keep: ({ headers }) => ({ damaged: headers.get('location') ?? '' }),
  },
  { on: 'PATCH {damaged}', file: piece(late.subarray(0, 4)), headers: { ...tus, 'upload-offset': '0' } },
  { on: 'GET {damaged}', headers: tus },
  { on: 'GET /v1/tickets/t-1/evidence' },
  { on: 'GET /v1/tickets/t-1/closing-draft' },
  { on: 'PUT /v1/tickets/t-1/closing-draft', body: { draft: { details: 'Meio' }, deviceId: 'phone-1' } },
  { on: 'GET /v1/tickets/t-1/closing-draft' },
  {
    on: 'PUT /v1/tickets/t-1/closing-draft',
    body: { draft: {}, deviceId: 'phone-2' },
    headers: { 'if-match': '"none"' },
  },
  { on: 'DELETE /v1/tickets/t-1/closing-draft' },
  { on: 'POST /v1/tickets/t-1/closing', body: {} },
  { on: 'POST /v1/tickets/t-1/closing', body: { ...closing, cause: { code: 'magic' } } },
  { on: 'POST /v1/tickets/t-1/closing', body: closing },
  { on: 'POST /v1/tickets/t-1/products', body: cable },
  { on: 'GET /v1/tickets/t-1' },
  { on: 'GET /v1/tickets/t-1/timeline' },
  { on: 'GET /v1/tickets/t-1/timeline?limit=2', keep: cursorOf('timeline') },
  { on: 'GET /v1/tickets/t-1/timeline?limit=2&cursor={timeline}' },
  { on: 'GET /v1/tickets/t-4/timeline?limit=2&cursor={timeline}' },
  { on: 'GET /v1/tickets/t-1/timeline?limit=501' },
  { on: 'GET /v1/sync/tickets?cursor={cursor}&until=2026-03-03T00:00:00-03:00' },
  { on: 'GET /v1/tickets/t-4/onu' },
  { on: 'GET /v1/tickets/t-4/outage' },
  { on: 'GET /v1/session' },
  { on: 'GET /v1/sessions' },
  { on: 'GET /v1/sessions?limit=1' },
  { on: 'GET /v1/sessions?cursor={timeline}' },
  { on: 'DELETE /v1/sessions/nobody' },
  { on: 'GET /readyz' },
  { on: 'GET /v1/dispatch/tickets' },
  ...dispatcherSteps(),
  {
    on: 'POST /v1/refresh',
    body: { refreshToken: '{refreshToken}' },
    headers: { 'idempotency-key': key(7) },
  },
  {
    on: 'POST /v1/refresh',
    body: { refreshToken: '{refreshToken}' },
    headers: { 'idempotency-key': key(8) },
  },
  { on: 'GET /v1/stock' },
];

/** A dispatcher's morning: a new ticket, who gets it, an outage, yesterday's report. */
function dispatcherSteps(): Step[] {
  const { address, customer } = ticket('any');
  const order = { contractId: 'contract-1', problemCode: '7', address, customer };
  const schedule = on(4);
  const steps: Step[] = [
    { on: 'GET /v1/session' },
    { on: 'GET /v1/dispatch/tickets?limit=2' },
    { on: 'GET /v1/dispatch/tickets?technicianId=beto' },
    { on: 'GET /v1/dispatch/tickets?assigned=no' },
    { on: 'GET /v1/dispatch/tickets?assigned=maybe' },
    { on: 'GET /v1/dispatch/people' },
    { on: 'GET /v1/dispatch/people?limit=1', keep: cursorOf('people') },
    { on: 'GET /v1/dispatch/people?limit=1&cursor={people}' },
    { on: 'GET /v1/dispatch/people?cursor=nonsense' },
    { on: 'GET /v1/dispatch/people/ana/stock' },
    { on: 'GET /v1/dispatch/people/nobody/stock' },
    { on: 'GET /v1/dispatch/catalogues' },
    { on: 'GET /v1/dispatch/products' },
    { on: 'GET /v1/dispatch/products?limit=2', keep: cursorOf('products') },
    { on: 'GET /v1/dispatch/products?limit=2&cursor={products}' },
    { on: 'GET /v1/dispatch/products?limit=2&cursor={people}' },
    { on: 'POST /v1/dispatch/tickets', body: order, keep: idOf('opened') },
    {
      on: 'POST /v1/dispatch/tickets',
      body: { ...order, contractId: 'none', problemCode: '99', technicianId: 'none', protocol: '2026t-1' },
    },
    { on: 'GET /v1/dispatch/tickets/{opened}' },
    { on: 'GET /v1/dispatch/tickets/none' },
    { on: 'PUT /v1/dispatch/tickets/{opened}/schedule', body: { schedule } },
    {
      on: 'PUT /v1/dispatch/tickets/{opened}/schedule',
      body: { schedule: { startsAt: schedule.endsAt, endsAt: schedule.startsAt } },
    },
    { on: 'PUT /v1/dispatch/tickets/{opened}/assignment', body: { technicianId: 'ana' } },
    { on: 'PUT /v1/dispatch/tickets/{opened}/assignment', body: { technicianId: 'ana' } },
    { on: 'PUT /v1/dispatch/tickets/{opened}/assignment', body: { technicianId: 'none' } },
    {
      on: 'PUT /v1/dispatch/tickets/{opened}/assignment',
      body: { technicianId: 'beto' },
      headers: { 'if-match': '"1"' },
    },
    { on: 'POST /v1/dispatch/tickets/{opened}/cancellation', body: { reason: 'Desistiu' } },
    { on: 'PUT /v1/dispatch/tickets/{opened}/assignment', body: { technicianId: 'beto' } },
    { on: 'GET /v1/dispatch/tickets/{opened}/timeline' },
    { on: 'GET /v1/dispatch/tickets/{opened}/closing' },
    { on: 'GET /v1/dispatch/tickets/t-1/closing' },
    { on: 'GET /v1/dispatch/evidence/{photo}' },
    { on: 'GET /v1/dispatch/evidence/none' },
    {
      on: 'POST /v1/dispatch/outages',
      body: { oltId: 'olt-9', pon: { shelf: 0, slot: 1, port: 1 }, note: 'Rompimento' },
    },
    {
      on: 'POST /v1/dispatch/outages',
      body: { oltId: 'olt-1', pon: { shelf: 0, slot: 1, port: 1 }, note: 'Rompimento' },
      keep: idOf('outage'),
    },
    { on: 'GET /v1/dispatch/outages' },
    { on: 'GET /v1/dispatch/outages?cursor=nonsense' },
    { on: 'GET /v1/dispatch/tickets/{opened}/timeline?limit=1' },
    { on: 'POST /v1/dispatch/outages/{outage}/end' },
    { on: 'POST /v1/dispatch/outages/none/end' },
  ];
  return steps.map((step) => ({ ...step, as: 'dora' }));
}
