import { expect, test } from 'vitest';
import { left, onceAt, setUp, visit, whole, writeFaults } from './ixc/world.ts';

const writing = [
  'su_oss_chamado_executar',
  'su_oss_mov_produto',
  'su_oss_chamado_arquivos',
  'su_oss_chamado_fechar',
];
test.each(writing.flatMap((table) => writeFaults.map(([name, fault]) => [table, name, fault] as const)))(
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
