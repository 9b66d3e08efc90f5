import { expect, test } from 'vitest';
import { hangsOn } from './pon-place.ts';

const at = (shelf: number, slot: number, port: number) => ({ oltId: 'olt-1', pon: { shelf, slot, port } });
const contract = { onu: null, cto: 'CTO-1', olt_id: null };
const cto = (pon: string, olt_id: string | null = 'olt-1') => [{ name: 'CTO-1', olt_id, pon }];

test.each([
  ['0/1/3', at(0, 1, 3), true],
  ['0/ 1/3', at(0, 1, 3), true],
  ['gpon-olt_1/2/3', at(1, 2, 3), true],
  ['0/3', at(0, 0, 3), true],
  ['0/1/13', at(0, 1, 3), false],
  ['0/1/3/7', at(0, 1, 3), false],
  ['behind the church', at(0, 0, 0), false],
])('a CTO at "%s" hangs on a port: %o %s', (pon, port, hangs) => {
  expect(hangsOn(contract, port, cto(pon))).toBe(hangs);
});

test('a known ONU says it better than a CTO, and a CTO of the same name on another OLT says nothing', () => {
  const ctos = cto('0/1/3');
  const place = {
    oltId: 'olt-1',
    address: { shelf: 0, slot: 1, port: 4, onuId: 1 },
    serialNumber: 'HWTC00000001',
  };
  const moved = { ...contract, onu: JSON.stringify(place) };
  expect([hangsOn(moved, at(0, 1, 3), ctos), hangsOn(moved, at(0, 1, 4), ctos)]).toEqual([false, true]);
  expect(hangsOn({ ...contract, olt_id: 'olt-2' }, at(0, 1, 3), ctos)).toBe(false);
  expect(hangsOn(contract, at(0, 1, 3), cto('0/1/3', 'olt-2'))).toBe(false);
  expect(hangsOn({ ...contract, cto: null }, at(0, 1, 3), ctos)).toBe(false);
});
