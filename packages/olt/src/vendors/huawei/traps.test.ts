import { expect, test } from 'vitest';
import type { SnmpValue } from '../../contract/snmp.ts';
import { traps } from './traps.ts';

const read = (suffix: string, ...values: SnmpValue[]) => {
  const oid = `1.3.6.1.4.1.2011.6.128.1.1.12.${suffix}`;
  const common = { receivedAt: '', from: '', version: '2c', kind: 'trap', upTimeSeconds: null } as const;
  const reader = traps.find((one) => one.oid === oid);
  return reader?.read({
    ...common,
    oid,
    values: values.map((value, index) => [`1.${index}`, value] as const),
  });
};
const ifIndex = 4_194_313_472; // 0/1/5
const address = { shelf: 0, slot: 1, port: 5, onuId: 7 };
const at = { shelf: 0, slot: 1, port: 5 };

test.each([
  [[0, 1, ifIndex, 7, 2], { kind: 'onu', address, runState: 'offline' }],
  [[0, 1, -100_653_824, 7, 1], { kind: 'onu', address, runState: 'online' }],
  [[0, 1, ifIndex, 7, 9], { kind: 'port', at }],
  [[0, 1, ifIndex], { kind: 'port', at }],
  [[0, 1, 12, 7, 1], { kind: 'somewhere' }],
  [[], { kind: 'somewhere' }],
])('a change of the run state: %j', (values, news) => {
  expect(read('3.0.100', ...values)).toEqual(news);
});

test('an ONU that was found', () => {
  const serial = new TextEncoder().encode('HWTC\u0001234');
  expect(read('3.0.2', 0, 1, 5, serial)).toEqual({ kind: 'unauthorized', at });
  expect(read('3.0.2', serial)).toEqual({ kind: 'somewhere' });
});

test('an alarm says where to look, if that', () => {
  expect(read('2.2.0.18', ifIndex, 7)).toEqual({ kind: 'port', at });
  expect(read('2.1.0.1', new TextEncoder().encode('0/1/5'))).toEqual({ kind: 'somewhere' });
  expect(read('9.9')).toBeUndefined();
});
