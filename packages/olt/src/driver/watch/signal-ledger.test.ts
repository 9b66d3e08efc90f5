import type { OnuSignal } from '@field/core';
import { expect, test } from 'vitest';
import { noReadings, toOnuSignal } from '../../toolkit/optical-power.ts';
import { SignalLedger } from './signal-ledger.ts';

const address = { shelf: 0, slot: 1, port: 0, onuId: 1 };
const signal = (rxAtOnuDbm: number, rxAtOltDbm: number): OnuSignal =>
  toOnuSignal(
    address,
    { rxAtOnuDbm: { value: rxAtOnuDbm }, rxAtOltDbm: { value: rxAtOltDbm } },
    '2026-01-01T00:00:00Z',
  );
const dark = toOnuSignal(address, noReadings('offline'), '2026-01-01T00:00:00Z');

test('a change is told from what was told before, so that a slow drift is seen too', () => {
  const ledger = new SignalLedger(2);
  expect(ledger.read([signal(-20, -22)])).toEqual([]);
  expect(ledger.read([signal(-21.5, -22)])).toEqual([]);
  expect(ledger.read([dark])).toEqual([]);
  expect(ledger.read([signal(-22.1, -25)])).toEqual([
    { type: 'signal:changed', address, reading: 'rxAtOltDbm', beforeDbm: -22, afterDbm: -25 },
  ]);
  expect(ledger.read([signal(-22.1, -25)])).toEqual([]);
  expect(ledger.read([signal(-20, -25)])).toMatchObject([
    { reading: 'rxAtOnuDbm', beforeDbm: -22.1, afterDbm: -20 },
  ]);
});
