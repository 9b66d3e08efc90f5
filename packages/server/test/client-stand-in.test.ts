import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createStandInServer, type StandInData } from '@field/client/testing';
import type { Problem, Session, StockItem, Ticket } from '@field/core';
import type { AllCatalogues, People } from '@field/core/dispatch';
import { encodeUploadMetadata } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { jpeg, png } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { password, staffed, ticket } from './support/tenant.ts';

/*
 * The client's stand-in server is a model of this one. Here both are asked the same, and what they answer has to be
 * alike: status, media type, headers an app reads, the code of a problem, and the shape of every body.
 */

const now = '2026-03-02T12:00:00.000Z';
const clock = { now: () => Date.parse(now), schedule: () => () => undefined };
const on = (day: number) => ({
  startsAt: `2026-03-0${day}T09:00:00-03:00`,
  endsAt: `2026-03-0${day}T11:00:00-03:00`,
});
const tickets = [
  ticket('t-1', { schedule: on(2), priority: 'urgent' }),
  ticket('t-2', { technicianId: 'beto' }),
  ticket('t-3', { schedule: on(3) }),
  ticket('t-4', { problemCode: { code: '40', label: 'MANUTENÇÃO EM POSTE' } }),
];
const olt = {
  id: 'olt-1',
  name: 'Centro',
  target: 'ssh://field@127.0.0.1:9',
  credentials: 'olt-1',
  profiles: [{ name: 'padrao', lineProfileId: 1, serviceProfileId: 1 }],
};
const cto = { id: 'cto-1', name: 'CTO-14', location: null, ports: 16, oltId: 'olt-1', pon: null };
/** Work on a pole: nobody climbs without a helmet. */
const policies = [
  {
    format: 1 as const,
    id: 'pole',
    revision: 1,
    serviceTypes: ['40'],
    closing: [],
    start: [{ require: 'answer' as const, item: 'helmet', allowed: ['true'] }],
  },
];

interface Step {
  /** `ana` where left out. */
  readonly as?: 'dora';
  readonly on: string;
  readonly body?: unknown;
  readonly file?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept under this name for `{name}` of later steps. */
  readonly keep?: (answer: Answered) => Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

type Ask = (request: Request) => Promise<Response>;

const key = (last: number) => `0190a1b2-0000-7000-8000-00000000000${last}`;
const occurredAt = '2026-03-02T08:30:00-03:00';
const location = { latitude: -21.89, longitude: -45.59, accuracyMetres: 8, measuredAt: null };
const idOf = (name: string) => (answer: Answered) => ({ [name]: (answer.body as { id: string }).id });
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

const steps: readonly Step[] = [
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
  { on: 'GET /v1/sync/tickets?cursor={cursor}&until=2026-03-03T00:00:00-03:00' },
  { on: 'GET /v1/tickets/t-4/onu' },
  { on: 'GET /v1/tickets/t-4/outage' },
  { on: 'GET /v1/session' },
  { on: 'GET /v1/sessions' },
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
    { on: 'GET /v1/dispatch/people/ana/stock' },
    { on: 'GET /v1/dispatch/people/nobody/stock' },
    { on: 'GET /v1/dispatch/catalogues' },
    { on: 'GET /v1/dispatch/products' },
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
    { on: 'POST /v1/dispatch/outages/{outage}/end' },
    { on: 'POST /v1/dispatch/outages/none/end' },
  ];
  return steps.map((step) => ({ ...step, as: 'dora' }));
}

test('the stand-in has every route of the protocol, or says by name that it has not', async () => {
  const standIn = createStandInServer();
  const document = JSON.parse(
    await readFile(new URL('../../../docs/reference/openapi.json', import.meta.url), 'utf8'),
  ) as { paths: Record<string, Record<string, { operationId: string }>> };
  const unserved: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      // Their refusals have no document.
      if (method === 'head' || method === 'options') continue;
      const url = `https://field.test${path.replace(/\{\w+\}/g, 'x')}`;
      const answer = await standIn.handle(new Request(url, { method: method.toUpperCase() }));
      const problem = answer.ok ? undefined : ((await answer.json()) as Problem);
      expect([operationId, problem?.code]).not.toEqual([operationId, 'server.route_unknown']);
      if (problem?.code === 'stand_in.not_served') unserved.push(operationId);
    }
  }
  expect(unserved.sort()).toEqual([
    'importCsv',
    'listAudit',
    'listOlts',
    'listStockTransfers',
    'readCatalogueEntry',
    'readContract',
    'readCto',
    'readOlt',
    'readOpenApi',
    'readPerson',
    'readPolicy',
    'readProduct',
    'removeCatalogueEntry',
    'removeCto',
    'saveCatalogueEntry',
    'saveContract',
    'saveCto',
    'saveOlt',
    'savePerson',
    'savePolicy',
    'saveProduct',
    'transferStock',
    'withdrawPolicy',
  ]);
});

test('the stand-in answers as the server does', async () => {
  const real = await serve({
    tenants: [staffed('norte', { tickets, policies, olts: [olt], ctos: [cto] })],
    clock: () => new Date(now),
  });
  const realAsk: Ask = async (request) => fetch(request);
  const first = (await real.login()) as Session;
  const read = async <T>(path: string) => real.json<T>('GET', path, { as: first });
  const dora = await real.login('dora');
  const asDora = async <T>(path: string) => real.json<T>('GET', path, { as: dora });
  const data: StandInData = {
    tenant: {
      tenantId: 'norte',
      name: 'Provedor norte',
      locale: 'pt-BR',
      companies: [{ id: 'matriz', name: 'Matriz' }],
    },
    technicians: (await asDora<People>('/v1/dispatch/people')).items.map((person) => ({
      ...person,
      password,
    })),
    tickets: (await asDora<{ items: Ticket[] }>('/v1/dispatch/tickets')).items,
    stock: {
      ana: (await read<{ items: StockItem[] }>('/v1/stock')).items,
      beto: (await asDora<{ items: StockItem[] }>('/v1/dispatch/people/beto/stock')).items,
    },
    catalogues: await read('/v1/catalogues'),
    problemCodes: (await asDora<AllCatalogues>('/v1/dispatch/catalogues')).problemCodes,
    policies: (await read<{ items: StandInData['policies'] }>('/v1/policies')).items,
    ctos: (await read<{ items: StandInData['ctos'] }>('/v1/ctos')).items,
    pppoe: { 'contract-1': { login: 'jose.silva', password: 'pppoe-secret-1' } },
    waitingOnus: [],
  };
  // Who looks around is not signed in any more when both are asked.
  for (const as of [first, dora]) await real.call('POST', '/v1/logout', { as });
  const standIn = createStandInServer({ data, clock });

  const [expected, found] = [await play(real.url, realAsk), await play(real.url, standIn.handle)];
  const told = (answers: unknown[]) =>
    answers.map((answer, index) => ({ step: `${index}: ${steps[index]?.on}`, answer }));
  expect(told(found)).toEqual(told(expected));
});

/** Plays all steps and answers what an app could tell apart. */
async function play(url: string, ask: Ask): Promise<unknown[]> {
  const kept: Record<string, string> = {};
  const login = async (username: string) => {
    const answer = await ask(
      new Request(`${url}/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-field-tenant': 'norte' },
        body: JSON.stringify({ username, password, companyId: 'matriz' }),
      }),
    );
    return (await answer.json()) as Session;
  };
  const sessions = { ana: await login('ana'), dora: await login('dora') };
  kept.refreshToken = sessions.ana.refreshToken;
  const answers: unknown[] = [];
  for (const step of steps) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (all, name: string) => kept[name] ?? all);
    const [method = '', path = ''] = fill(step.on).split(' ');
    const json = step.body === undefined ? undefined : fill(JSON.stringify(step.body));
    const response = await ask(
      new Request(url + path, {
        method,
        headers: {
          authorization: `Bearer ${sessions[step.as ?? 'ana'].accessToken}`,
          'x-field-tenant': 'norte',
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(step.file && { 'content-type': step.file.type }),
          ...step.headers,
        },
        ...(json !== undefined && { body: json }),
        ...(step.file && { body: step.file.bytes }),
      }),
    );
    const type = (response.headers.get('content-type') ?? '').replace(/;.*/s, '');
    const body = type.endsWith('json') ? await response.json() : await response.arrayBuffer();
    Object.assign(kept, step.keep?.({ status: response.status, headers: response.headers, body }));
    answers.push({
      status: response.status,
      type,
      etag: response.headers.has('etag'),
      replayed: response.headers.get('idempotency-replayed'),
      receipt: response.headers.get('field-operation-id'),
      offset: response.headers.get('upload-offset'),
      stored: response.headers.has('field-evidence-id'),
      body:
        body instanceof ArrayBuffer
          ? body.byteLength
          : type.includes('problem')
            ? problemOf(body)
            : shapeOf(body),
    });
  }
  return answers;
}

function problemOf(body: unknown) {
  const { code, errors, retryable, ...rest } = body as Problem;
  const fields = errors.map((field) => `${field.pointer} ${field.code}`).sort();
  return { code, retryable, fields, keys: Object.keys(rest).sort() };
}

/** What is told apart: the keys of objects, the order and number of items, the kind of a value; words that are states as they are. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, name));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, part]) => [field, shapeOf(part, field)]),
    );
  }
  const told = [
    'status',
    'state',
    'kind',
    'mode',
    'reason',
    'outcome',
    'onuState',
    'version',
    'quantity',
    'available',
    'total',
    'urgent',
    'complete',
    'productId',
    'ticketId',
    'cto',
  ];
  const isMade = name === 'ticketId' && !String(value).startsWith('t-');
  return told.includes(name) && !isMade ? value : value === null ? null : typeof value;
}
