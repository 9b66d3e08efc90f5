import type { Catalogues, Evidence, Problem, ProductUse, Session, Ticket, Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { jpeg, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

type Server = Awaited<ReturnType<typeof serve>>;

const path = '/v1/tickets/t-1/closing';

async function evidenceId(
  { upload }: Server,
  as: Session,
  category: string,
  ticketId = 't-1',
): Promise<string> {
  const response = await upload(as, ticketId, category, category === 'photo' ? jpeg : svg);
  return ((await response.json()) as Evidence).id;
}

async function completeClosing(server: Server, as: Session) {
  return {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa, sinal medido.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: null, seal: '0099', ctoPort: '7' },
    photos: [await evidenceId(server, as, 'photo')],
    customerSignature: await evidenceId(server, as, 'customerSignature'),
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: '2026-03-02T13:00:00-03:00',
    location: null,
  };
}

test('an empty closing is refused with every missing field, in the caller’s language, and changes nothing', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const before = await json<Ticket>('GET', '/v1/tickets/t-1', { as });
  const refused = await call('POST', path, {
    as,
    body: {},
    headers: { 'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8' },
  });
  expect(refused.status).toBe(422);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await refused.json()) as Problem;
  expect(problem.code).toBe('server.closing_incomplete');
  const missing = Object.fromEntries(
    problem.errors.map(({ pointer, code, message }) => [pointer, `${code}: ${message}`]),
  );
  expect(missing).toMatchObject({
    '/cause': expect.stringContaining('closing.cause_required: '),
    '/solution': expect.stringContaining('closing.solution_required: '),
    '/details': 'closing.details_required: Descreva o que foi feito, com pelo menos 10 caracteres.',
    '/photos': 'closing.photo_required: Adicione pelo menos uma foto.',
    '/customerSignature': 'closing.customer_signature_required: Peça a assinatura do cliente.',
    '/outcome': 'closing.outcome_required: Informe como a visita terminou.',
    '/occurredAt': 'required: occurredAt: é obrigatório',
  });
  expect(problem.detail).toContain('Peça a assinatura do cliente.');
  expect(await json('GET', '/v1/tickets/t-1', { as })).toEqual(before);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toEqual([]);
});

test('a closing without the customer’s signature says so in Portuguese, English and Spanish', async () => {
  const server = await serve();
  const as = await server.login();
  const body = { ...(await completeClosing(server, as)), customerSignature: null };
  for (const [language, sentence] of [
    ['pt-BR', 'Peça a assinatura do cliente.'],
    ['es-AR', 'Pida la firma del cliente.'],
    ['de, en;q=0.5', 'Ask the customer to sign.'],
  ]) {
    const response = await server.call('POST', path, {
      as,
      body,
      headers: { 'accept-language': language ?? '' },
    });
    expect(await response.json()).toMatchObject({
      errors: [{ pointer: '/customerSignature', message: sentence }],
    });
  }
});

test('a complete closing ends ticket and visit, keeps the report and brings the network up to date', async () => {
  const server = await serve();
  const { call, json, login, refusal } = server;
  const as = await login();
  const start = { startedAt: '2026-03-02T11:28:00-03:00', location: null };
  await call('POST', '/v1/tickets/t-1/visits', { as, body: start });
  const use = { productId: 'connector', quantity: 2, mode: 'sale' };
  const used = await json<ProductUse>('POST', '/v1/tickets/t-1/products', { as, body: use });
  const body = await completeClosing(server, as);
  const closed = await json<Ticket>('POST', path, { as, body });
  expect(closed).toMatchObject({
    status: 'completed',
    network: { cto: 'CTO-14', seal: '0099', ctoPort: '7' },
  });
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items.map(({ kind }) => kind)).toEqual([
    'visitStarted',
    'productAdded',
    'evidenceAdded',
    'evidenceAdded',
    'closed',
  ]);
  expect(items.at(-1)).toMatchObject({
    occurredAt: body.occurredAt,
    params: { outcome: 'resolved', text: body.details },
  });

  expect(await refusal('POST', path, { as, body })).toBe('409 server.ticket_closed');
  expect(await refusal('POST', '/v1/tickets/t-1/visits', { as, body: start })).toBe(
    '409 server.ticket_closed',
  );
  expect(await refusal('POST', '/v1/tickets/t-1/products', { as, body: use })).toBe(
    '409 server.ticket_closed',
  );
  expect(await refusal('DELETE', `/v1/tickets/t-1/products/${used.movementId}`, { as })).toBe(
    '409 server.ticket_closed',
  );
  expect((await server.upload(as, 't-1', 'photo', jpeg)).status).toBe(409);
});

test('another outcome than resolved leaves the ticket unresolved', async () => {
  const server = await serve();
  const as = await server.login();
  const body = { ...(await completeClosing(server, as)), outcome: 'networkFault' };
  expect(await server.json('POST', path, { as, body })).toMatchObject({ status: 'completedUnresolved' });
});

test('evidence of another ticket, of another kind and unknown codes are refused by name', async () => {
  const server = await serve({ tenants: [provider('norte', { tickets: [ticket('t-1'), ticket('t-9')] })] });
  const as = await server.login();
  const body = await completeClosing(server, as);
  const elsewhere = await evidenceId(server, as, 'photo', 't-9');
  const wrong = {
    ...body,
    cause: { code: 'toString' },
    photos: [...body.photos, elsewhere, body.customerSignature],
    customerSignature: body.photos[0],
    technicianSignature: 'no-such-thing',
  };
  const refused = await server.call('POST', path, { as, body: wrong });
  expect(refused.status).toBe(422);
  const { errors } = (await refused.json()) as Problem;
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/cause/code closing.code_unknown',
    '/photos/1 closing.evidence_unknown',
    '/photos/2 closing.evidence_unknown',
    '/customerSignature closing.evidence_unknown',
    '/technicianSignature closing.evidence_unknown',
  ]);
});

test('the catalogues list what a closing may choose', async () => {
  const { json, login } = await serve();
  const { causes, solutions } = await json<Catalogues>('GET', '/v1/catalogues', { as: await login() });
  expect(causes).toEqual([{ code: 'fibre-cut', label: 'Rompimento de fibra' }]);
  expect(solutions).toEqual([{ code: 'new-drop', label: 'Troca do drop' }]);
});
