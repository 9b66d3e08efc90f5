import type { Problem, Stock, TicketPage } from '@field/core';
import type { AllCatalogues } from '@field/core/dispatch';
import type { Ctos } from '@field/core/sync';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';
import { staffed } from './support/tenant.ts';

async function setUp() {
  const server = await serve({ tenants: [staffed('norte', { tickets: [] }), staffed('sul')] });
  const dora = await server.login('dora');
  const send = (
    kind: string,
    bytes: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) =>
    server.call('POST', `/v1/dispatch/imports/${kind}`, {
      as: dora,
      file: { type: 'text/csv', bytes },
      headers,
    });
  const taken = async (kind: string, csv: string) => (await send(kind, csv)).json();
  const faults = async (kind: string, csv: string | Uint8Array<ArrayBuffer>) => {
    const answer = await send(kind, csv, { 'accept-language': 'pt-BR' });
    const { code, errors, detail } = (await answer.json()) as Problem;
    return { code: `${answer.status} ${code}`, at: errors.map(({ pointer }) => pointer), detail };
  };
  return { ...server, dora, send, taken, faults };
}

test('a provider is brought in from its sheets: catalogues, products, stock, CTOs, contracts, tickets', async () => {
  const { json, login, taken, dora } = await setUp();
  expect(await taken('problemCodes', 'code,label\n31,LOS VERMELHO\n')).toEqual({ rows: 1 });
  expect(await taken('products', 'id;name;unit;kind\r\nonu;ONU GPON;unit;serialized\r\n')).toEqual({
    rows: 1,
  });
  expect(await taken('stock', 'productId;to;quantity;serials\nonu;ana;2;A1|A2\ndrop;ana;12,5;\n')).toEqual({
    rows: 2,
  });
  expect(
    await taken('ctos', 'id;name;ports;location.latitude;location.longitude\nc1;CTO-1;16;-21,9;-45,6\n'),
  ).toEqual({
    rows: 1,
  });
  expect(
    await taken(
      'contracts',
      '\ufeffid;plan;cto;pppoe.login;pppoe.password\nk-1;"FIBRA; 500";CTO-1;maria;s3nha\n',
    ),
  ).toEqual({ rows: 1 });
  expect(
    await taken(
      'tickets',
      'contractId;problemCode;technicianId;address.street;address.number;customer.id;customer.name;protocol;schedule.startsAt;schedule.endsAt\n' +
        'k-1;31;ana;Rua Nova;7;c-1;Maria Lima;0007;2026-03-03T08:00:00-03:00;2026-03-03T12:00:00-03:00\n' +
        'contract-1;12;;;;c-2;José;;;\n',
    ),
  ).toEqual({ rows: 2 });

  const ana = await login();
  const { items } = await json<TicketPage>('GET', '/v1/tickets', { as: ana });
  expect(items).toMatchObject([
    {
      protocol: '0007',
      problemCode: { code: '31', label: 'LOS VERMELHO' },
      network: { plan: 'FIBRA; 500', cto: 'CTO-1', pppoeLogin: 'maria' },
      address: { street: 'Rua Nova', city: '' },
    },
  ]);
  expect(await json('GET', `/v1/tickets/${items[0]?.id}/pppoe`, { as: ana })).toEqual({
    login: 'maria',
    password: 's3nha',
  });
  const { total } = await json<TicketPage>('GET', '/v1/dispatch/tickets', { as: dora });
  expect(total).toBe(2);
  const stock = await json<Stock>('GET', '/v1/stock', { as: ana });
  const held = Object.fromEntries(
    stock.items.map((item) => [item.productId, [item.available, item.serials]]),
  );
  expect(held).toMatchObject({ onu: [2, ['A1', 'A2']], drop: [112.8, []] });
  const ctos = await json<Ctos>('GET', '/v1/ctos', { as: ana });
  expect(ctos.items[0]?.location).toMatchObject({ latitude: -21.9, longitude: -45.6 });
});

test('every wrong row is named by its line, and nothing of the file is taken', async () => {
  const { faults, json, dora } = await setUp();
  const csv = [
    'contractId;problemCode;priority;customer.id;customer.name;schedule.startsAt;schedule.endsAt',
    'contract-1;12;normal;c-1;Ana;;',
    'contract-1;12;soon;c-1;;;',
    '',
    'contract-9;99;;c-1;Bia;2026-03-03T08:00:00-03:00;03/03/2026 12:00',
    'contract-9;99;;c-1;Bia;;',
    'contract-2;7;urgent;c-1;Caio;;',
  ].join('\n');
  const told = await faults('tickets', csv);
  expect(told).toMatchObject({
    code: '422 server.rows_refused',
    at: [
      '/rows/3/priority',
      '/rows/3/customer/name',
      '/rows/5/schedule/endsAt',
      '/rows/6/problemCode',
      '/rows/6/contractId',
    ],
  });
  expect(told.detail).toContain('3 linhas não podem ser importadas');
  const { total } = await json<TicketPage>('GET', '/v1/dispatch/tickets', { as: dora });
  expect(total).toBe(0);
});

test('refusals of single rows are told with their line, too', async () => {
  const { faults } = await setUp();
  const stock =
    'productId;from;to;quantity;serials\nrouter;;beto;1;RT-001\ndrop;ana;;900;\nconnector;;ana;1,5;\n';
  expect(await faults('stock', stock)).toMatchObject({
    code: '422 server.rows_refused',
    at: ['/rows/2', '/rows/3', '/rows/4/quantity'],
  });
  const unknown = await faults('products', 'id;name;unit;kind;price\nx;X;unit;bulk;9\n');
  expect(unknown).toMatchObject({ code: '422 server.rows_refused', at: ['/rows/1/price'] });
});

test('a thousand that could be one is refused, decimals and places are not', async () => {
  const { faults, taken, json, login } = await setUp();
  const stock = (quantity: string) => `productId;to;quantity\ndrop;ana;${quantity}\n`;
  for (const quantity of ['1.000', '1.234,5', '1.000.000']) {
    expect(await faults('stock', stock(quantity))).toMatchObject({ at: ['/rows/2/quantity'] });
  }
  expect((await faults('stock', 'productId,to,quantity\ndrop,ana,"1,000"\n')).at).toEqual([
    '/rows/2/quantity',
  ]);
  expect(await taken('stock', stock('12,125'))).toEqual({ rows: 1 });
  expect(await taken('stock', 'productId,to,quantity\ndrop,ana,0.125\n')).toEqual({ rows: 1 });
  expect(await taken('stock', stock('1000'))).toEqual({ rows: 1 });
  const { items } = await json<Stock>('GET', '/v1/stock', { as: await login() });
  expect(items.find(({ productId }) => productId === 'drop')?.available).toBe(100.3 + 12.125 + 0.125 + 1000);
  const cto = 'id;name;ports;location.latitude;location.longitude\nc1;CTO-1;16;-21.900;-45.612\n';
  expect(await taken('ctos', cto)).toEqual({ rows: 1 });
});

test('what is no CSV is said to be none', async () => {
  const { call, faults, refusal, dora, taken } = await setUp();
  expect((await faults('products', 'id;name\n"open;x\n')).code).toBe('400 server.malformed_csv');
  expect((await faults('products', 'id;name;unit;kind\nx;X\n')).code).toBe('400 server.malformed_csv');
  const wide = Array.from({ length: 201 }, (_, number) => `c${number}`).join(';');
  expect(await faults('products', `${wide}\n${wide}\n`)).toMatchObject({ code: '400 server.malformed_csv' });
  // A sheet in UTF-16 is neither of the two.
  expect(
    (await faults('products', new Uint8Array(Buffer.from('\ufeffid;name\nx;Ação', 'utf16le')))).code,
  ).toBe('400 server.malformed_text');
  expect((await faults('planets', 'id\nx\n')).code).toBe('404 server.not_found');
  expect(await refusal('POST', '/v1/dispatch/imports/products', { as: dora, body: {} })).toBe(
    '415 server.unsupported_media_type',
  );
  const huge = { type: 'text/csv', bytes: 'x'.repeat(5 * 1024 * 1024 + 1) };
  const answer = await call('POST', '/v1/dispatch/imports/products', { as: dora, file: huge });
  expect(answer.status).toBe(413);
  expect(await taken('products', '')).toEqual({ rows: 0 });
});

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

test('a sheet as an office program writes it: Latin-1 or UTF-8 with a mark, semicolons, line breaks in a cell', async () => {
  const { send, taken, json, dora } = await setUp();
  const sheet = 'code;label\r\n40;"ÓPTICA\r\nsem sinal"\r\n41;"diz ""não"", às vezes; sempre"\r\n';
  expect(await (await send('causes', latin1(sheet))).json()).toEqual({ rows: 2 });
  expect(await taken('solutions', `\ufeff${sheet}`)).toEqual({ rows: 2 });
  const { causes, solutions } = await json<AllCatalogues>('GET', '/v1/dispatch/catalogues', { as: dora });
  const labels = ['ÓPTICA\r\nsem sinal', 'diz "não", às vezes; sempre'];
  expect(causes.slice(1).map(({ label }) => label)).toEqual(labels);
  expect(solutions.slice(1).map(({ label }) => label)).toEqual(labels);
});

test('a sheet that says it is Latin-1 is read as it says, although its bytes are UTF-8, too', async () => {
  const { call, json, dora } = await setUp();
  const file = { type: 'text/csv; charset=iso-8859-1', bytes: 'code,label\n50,Ação\n' };
  expect((await call('POST', '/v1/dispatch/imports/causes', { as: dora, file })).status).toBe(200);
  const { causes } = await json<AllCatalogues>('GET', '/v1/dispatch/catalogues', { as: dora });
  expect(causes.at(-1)?.label).toBe('AÃ§Ã£o');
});

test('rows behind a cell with line breaks are named by their line in the file', async () => {
  const { faults } = await setUp();
  const sheet = 'code;label\n40;"a\nb\nc"\n;no code\n41;good\n;"no\ncode"\n';
  expect((await faults('causes', sheet)).at).toEqual(['/rows/5/code', '/rows/8/code']);
});

test('more than 10,000 rows are refused before any is taken', async () => {
  const { taken, faults, json, dora } = await setUp();
  const sheet = (rows: number) =>
    `code,label\n${Array.from({ length: rows }, (_, row) => `${row},Causa ${row}\n`).join('')}`;
  expect((await faults('causes', sheet(10_001))).code).toBe('413 server.too_many_rows');
  const { causes } = await json<AllCatalogues>('GET', '/v1/dispatch/catalogues', { as: dora });
  expect(causes).toHaveLength(1);
  expect(await taken('causes', sheet(500))).toEqual({ rows: 500 });
});

test('a sheet that is written in several statements is taken whole: every ticket once, each with a number of its own', async () => {
  const { taken, faults, json, dora } = await setUp();
  const sheet = (protocols: readonly string[]) =>
    `contractId,problemCode,customer.id,customer.name,protocol\n${protocols
      .map((protocol, row) => `contract-1,12,c-${row},Ana,${protocol}\n`)
      .join('')}`;
  const numbered = Array.from({ length: 600 }, (_, row) => `n-${row}`);
  expect(await taken('tickets', sheet([...numbered, ...Array(601).fill('')]))).toEqual({ rows: 1201 });
  const protocols: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `?limit=100${cursor && `&cursor=${cursor}`}`;
    const page: TicketPage = await json('GET', `/v1/dispatch/tickets${query}`, { as: dora });
    protocols.push(...page.items.map(({ protocol }) => protocol));
    cursor = page.nextCursor;
  }
  expect([protocols.length, new Set(protocols).size]).toEqual([1201, 1201]);
  expect(protocols.slice(0, 600)).toEqual(numbered);
  expect(
    (await faults('tickets', sheet([...numbered.map((number) => `x${number}`), 'n-599', 'xn-0']))).at,
  ).toEqual(['/rows/602/protocol', '/rows/603/protocol']);
});
