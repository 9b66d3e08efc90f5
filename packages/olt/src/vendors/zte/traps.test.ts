import { expect, test } from 'vitest';
import type { SnmpTrap } from '../../contract/snmp-trap.ts';
import { c3xxTraps } from './traps.ts';

const read = (number: number, values: SnmpTrap['values']) => {
  const oid = `1.3.6.1.4.1.3902.1012.3.45.${number}`;
  const common = { receivedAt: '', from: '', version: '2c', kind: 'trap', upTimeSeconds: null } as const;
  return c3xxTraps.find((one) => one.oid === oid)?.read({ ...common, oid, values });
};
const index = 268_566_784; // 1/2/1
const at = { shelf: 1, slot: 2, port: 1 };

test.each([
  [191, [['1.1', index] as const], { kind: 'unauthorized', at }],
  [173, [['1.1', 4] as const, ['1.2', index] as const], { kind: 'port', at }],
  [166, [[`1.3.6.1.4.1.3902.1012.3.28.2.1.4.${index}.7`, new Uint8Array()] as const], { kind: 'port', at }],
  [166, [['1.1', 4] as const], { kind: 'somewhere' }],
  [999, [], undefined],
])('%i', (number, values, news) => {
  expect(read(number, values)).toEqual(news);
});
