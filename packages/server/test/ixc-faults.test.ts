import { expect, test } from 'vitest';
import type { Misbehaviour, StandInRequest } from './ixc/stand-in.ts';
import { left, setUp, visit, whole } from './ixc/world.ts';

const onceAt = (table: string, fault: Misbehaviour) => {
  let spent = false;
  return (request: StandInRequest) => {
    if (spent || request.action === 'listar' || !request.table.startsWith(table)) return null;
    spent = true;
    return fault;
  };
};
const writing = [
  'su_oss_chamado_executar',
  'su_oss_mov_produto',
  'su_oss_chamado_arquivos',
  'su_oss_chamado_fechar',
];
const faults: readonly [string, Misbehaviour][] = [
  ['a web page instead of doing it', { kind: 'page' }],
  ['a web page after doing it', { kind: 'page', after: true }],
  ['a cut connection before doing it', { kind: 'cut' }],
  ['a cut connection after doing it', { kind: 'cut', after: true }],
  ['HTTP 500', { kind: 'status', status: 500 }],
  ['HTTP 429', { kind: 'status', status: 429 }],
  ['an address that is not allowed', { kind: 'error', message: 'Seu IP não está liberado' }],
];

test.each(writing.flatMap((table) => faults.map(([name, fault]) => [table, name, fault] as const)))(
  '%s answers %s: everything is there once',
  async (table, _name, fault) => {
    const world = await setUp();
    await world.sync.pull();
    await visit(world);
    world.ixc.misbehave(onceAt(table, fault));
    await world.settle();
    expect(left(world)).toEqual(whole);
    expect(await world.store.listOutgoing()).toEqual([]);
  },
);
