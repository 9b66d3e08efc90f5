import type { ProductUse } from '@field/core';
import { expect, test } from 'vitest';
import { asset, onceAt, setUp, type World, withLoans, writeFaults } from './ixc/world.ts';

const lend = ({ json, as, ticketId }: World, serial = 'RT-001') =>
  json<ProductUse>('POST', `/v1/tickets/${ticketId}/products`, {
    as,
    body: { productId: 'router', quantity: 1, serial, mode: 'loan' },
  });
const takeBack = ({ call, as, ticketId }: World, { movementId }: ProductUse) =>
  call('DELETE', `/v1/tickets/${ticketId}/products/${movementId}`, { as });

const loans = ({ ixc }: World) =>
  ixc
    .table('movimento_produtos')
    .map(({ id_patrimonio, status_comodato }) => [id_patrimonio, status_comodato]);
const where = ({ ixc }: World) => {
  const { situacao, id_almoxarifado } = ixc.table('patrimonio')[0] ?? {};
  return [situacao, id_almoxarifado];
};
const problems = async ({ store }: World) =>
  (await store.listOutgoing()).map(({ kind, state, problem }) => [kind, state, problem]);

test('a loan is a loan in IXC, of the asset with that serial number, and back again', async () => {
  const world = await setUp(withLoans);
  const { sync, ixc, backend } = world;
  expect([backend.capabilities.lendProduct, backend.capabilities.returnProduct]).toEqual([
    'native',
    'native',
  ]);
  await sync.pull();
  const use = await lend(world);
  await sync.push();
  expect(ixc.writes('su_oss_mov_comodato_wiz')).toMatchObject([
    {
      method: 'POST',
      body: {
        ...{ id_oss_chamado: '9101', id_contrato: '601', id_login: '701', filial_id: '1' },
        ...{ id_patrimonio: '901', id_produto: '36', id_almox: '8', id_unidade: '1', qtde_saida: '1' },
        ...{ numero_serie: 'RT-001', numero_patrimonial: 'P-000901', mac: 'A4:2B:B0:00:00:01' },
        ...{ tipo: 'S', tipo_produto: 'P', status_comodato: 'E', ultima_situacao_patrimonio: '7' },
        ...{ id_classificacao_tributaria: '1', unidade_sigla: 'UND', valor_total: '180.00' },
        descricao: expect.stringMatching(/^ROTEADOR AX3000 \[field:/),
      },
    },
  ]);
  expect(where(world)).toEqual(['4', '8']);
  await takeBack(world, use);
  await sync.push();
  expect(ixc.writes('baixar_comodato_23069')).toMatchObject([
    { body: { id: '1', id_almox: '8', id_filial_baixa: '1' } },
  ]);
  expect([loans(world), where(world)]).toEqual([[['901', 'D']], ['7', '8']]);
  expect(await problems(world)).toEqual([]);
  // Given out once more, it is another loan.
  await lend(world);
  await world.settle(2);
  expect(loans(world)).toEqual([
    ['901', 'D'],
    ['901', 'E'],
  ]);
});

test.each([
  ['its MAC address', { serial_fornecedor: '', id_mac: 'RT-001' }],
  ['its own number', { serial_fornecedor: '', serial: 'RT-001' }],
])('an asset is found by %s, too', async (_, names) => {
  const world = await setUp(withLoans);
  Object.assign(world.ixc.table('patrimonio')[0] ?? {}, names);
  await world.sync.pull();
  await lend(world);
  await world.sync.push();
  expect(loans(world)).toEqual([['901', 'E']]);
});

const elsewhere: readonly [string, (world: World) => void, string][] = [
  [
    'is in no warehouse',
    ({ ixc }) => void ixc.table('patrimonio').splice(0),
    'no asset of product 36 has the serial number RT-001',
  ],
  [
    'is with a customer',
    ({ ixc }) => void Object.assign(ixc.table('patrimonio')[0] ?? {}, { situacao: '4' }),
    'asset 901 (RT-001) is not available in warehouse 8',
  ],
  [
    'is in another warehouse',
    ({ ixc }) => void Object.assign(ixc.table('patrimonio')[0] ?? {}, { id_almoxarifado: '9' }),
    'asset 901 (RT-001) is not available in warehouse 8',
  ],
  [
    'is there twice',
    ({ ixc }) => void ixc.insert('patrimonio', { ...asset, id: '902' }),
    '2 assets of product 36 are RT-001',
  ],
];

test.each(elsewhere)('an asset that %s waits for a person, and nothing is lent', async (_, move, reason) => {
  const world = await setUp(withLoans);
  await world.sync.pull();
  move(world);
  await lend(world);
  await world.settle();
  expect(await problems(world)).toEqual([['loanAdded', 'refused', expect.stringContaining(reason)]]);
  expect(world.ixc.writes('su_oss_mov_comodato_wiz')).toEqual([]);
});

test('what a base demands and the settings leave out is told by IXC and waits for a person', async () => {
  const { fields: _, ...router } = withLoans.products?.router ?? { id: '', unitId: '', unitPrice: '' };
  const world = await setUp({ ...withLoans, products: { router } });
  await world.sync.pull();
  await lend(world);
  await world.settle();
  expect(await problems(world)).toMatchObject([
    ['loanAdded', 'refused', expect.stringContaining('id_classificacao_tributaria')],
  ]);
});

test('a loan of a product nobody mapped is a line of text', async () => {
  const world = await setUp({ loans: true });
  await world.sync.pull();
  await lend(world);
  await world.sync.push();
  expect(loans(world)).toEqual([]);
  expect(world.ixc.table('su_oss_chamado_mensagem')).toHaveLength(1);
});

test('what a person took back in IXC is taken back, and not twice', async () => {
  const world = await setUp(withLoans);
  await world.sync.pull();
  const use = await lend(world);
  await world.sync.push();
  Object.assign(world.ixc.table('movimento_produtos')[0] ?? {}, { status_comodato: 'D' });
  await takeBack(world, use);
  await world.settle();
  expect(world.ixc.writes('baixar_comodato_23069')).toEqual([]);
  expect(await problems(world)).toEqual([]);
});

test('where the lists of loans are not released, an unknown end is never taken for "not there"', async () => {
  const world = await setUp(withLoans);
  await world.sync.pull();
  world.ixc.misbehave(({ table, action }) => {
    if (!table.includes('comodato')) return null;
    return action === 'listar' ? { kind: 'page' } : { kind: 'cut', after: true };
  });
  await lend(world);
  await world.settle();
  expect(world.ixc.writes('su_oss_mov_comodato_wiz')).toHaveLength(1);
  expect(await problems(world)).toMatchObject([['loanAdded', 'unknown', expect.anything()]]);
});

test.each(
  ['su_oss_mov_comodato_wiz', 'baixar_comodato_23069'].flatMap((table) =>
    writeFaults.map(([name, fault]) => [table, name, fault] as const),
  ),
)('%s answers %s: lent and given back once', async (table, _name, fault) => {
  const world = await setUp(withLoans);
  await world.sync.pull();
  world.ixc.misbehave(onceAt(table, fault));
  const use = await lend(world);
  await takeBack(world, use);
  await world.settle();
  expect([loans(world), where(world)]).toEqual([[['901', 'D']], ['7', '8']]);
  expect(await problems(world)).toEqual([]);
});
