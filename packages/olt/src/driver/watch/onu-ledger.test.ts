import type { Onu, UnauthorizedOnu } from '@field/core';
import { describe, expect, test } from 'vitest';
import { OnuLedger } from './onu-ledger.ts';

const port = { shelf: 0, slot: 1, port: 0 };
const onu = (onuId: number, more: Partial<Onu> = {}): Onu => ({
  ...{
    address: { ...port, onuId },
    serialNumber: `HWTC0000000${onuId}`,
    adminState: 'enabled',
    runState: 'online',
  },
  ...{
    description: null,
    model: null,
    distanceMetres: null,
    lastUpAt: null,
    lastDownAt: null,
    downCause: null,
  },
  ...{ downCauseText: null, serialNumberText: null, issues: [] },
  ...more,
});
const down: Partial<Onu> = {
  runState: 'offline',
  downCause: 'powerLoss',
  downCauseText: 'dying-gasp',
  lastDownAt: '2026-01-01T00:00:05',
};
const typesOf = (news: readonly { readonly type: string }[]) => news.map(({ type }) => type);

function begun(...onus: Onu[]): OnuLedger {
  const ledger = new OnuLedger();
  expect(ledger.read(onus)).toEqual([]);
  return ledger;
}

describe('ONUs', () => {
  test('down, with its cause in our word and the OLT’s, and up again', () => {
    const ledger = begun(onu(1), onu(2));
    expect(ledger.read([onu(1, down), onu(2)])).toEqual([
      {
        ...{ type: 'onu:down', address: { ...port, onuId: 1 }, serialNumber: 'HWTC00000001' },
        ...{ cause: 'powerLoss', causeText: 'dying-gasp', downAt: '2026-01-01T00:00:05' },
      },
    ]);
    expect(ledger.onlineAt(port)).toBe(1);
    expect(ledger.read([onu(1, down), onu(2)])).toEqual([]);
    expect(typesOf(ledger.read([onu(1), onu(2)]))).toEqual(['onu:up']);
  });

  test('away and back between two readings', () => {
    const ledger = begun(onu(1, { lastDownAt: '2026-01-01T00:00:00' }));
    const back = onu(1, { lastDownAt: '2026-01-02T00:00:00', downCause: 'fibreLoss' });
    expect(ledger.read([back])).toMatchObject([{ type: 'onu:down', cause: 'fibreLoss' }, { type: 'onu:up' }]);
  });

  test('what is not known is no change', () => {
    const ledger = begun(onu(1));
    expect(ledger.read([onu(1, { runState: 'unknown' })])).toEqual([]);
    expect(ledger.read([onu(1)])).toEqual([]);
    expect(typesOf(ledger.read([onu(1, down)]))).toEqual(['onu:down']);
  });

  test('a reading of one port says nothing of the others; a new ONU that is online came up', () => {
    const other = onu(1, { address: { ...port, port: 1, onuId: 1 } });
    const ledger = begun(onu(1), other);
    expect(typesOf(ledger.read([onu(1), onu(2)], port))).toEqual(['onu:up']);
    expect(ledger.read([], port)).toEqual([]);
    expect(ledger.onlineAt({ ...port, port: 1 })).toBe(1);
    expect(ledger.onlineAt(port)).toBe(0);
  });
});

test('a unit that waits is told once, and again when it comes back', () => {
  const unit = (serialNumber: string): UnauthorizedOnu => ({
    ...{
      at: port,
      serialNumber,
      vendorId: null,
      model: null,
      softwareVersion: null,
      mac: null,
      password: null,
    },
    ...{ loid: null, firstSeenAt: null, serialNumberText: null, issues: [] },
  });
  const ledger = new OnuLedger();
  expect(ledger.readWaiting([unit('HWTC00000001')])).toHaveLength(1);
  expect(ledger.readWaiting([unit('HWTC00000001'), unit('HWTC00000002')])).toMatchObject([
    { type: 'onu:unauthorized', onu: { serialNumber: 'HWTC00000002' } },
  ]);
  expect(ledger.readWaiting([], { ...port, port: 1 })).toEqual([]);
  expect(ledger.readWaiting([unit('HWTC00000001')])).toEqual([]);
  expect(ledger.readWaiting([unit('HWTC00000001'), unit('HWTC00000002')])).toHaveLength(1);
});
