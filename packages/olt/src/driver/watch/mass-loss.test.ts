import type { DownCause } from '@field/core';
import { describe, expect, test } from 'vitest';
import { MassLoss } from './mass-loss.ts';
import type { OltNews } from './olt-event.ts';

const port = { shelf: 0, slot: 1, port: 0 };
const downs = (count: number, cause: DownCause, downAt: string | null = null): OltNews[] =>
  Array.from({ length: count }, (_, onuId) => ({
    ...{ type: 'onu:down', address: { ...port, onuId }, serialNumber: null, cause, causeText: null, downAt },
  }));

describe('many ONUs of one PON', () => {
  test.each([
    ['fibreLoss', 'pon:lightLost'],
    ['frameLoss', 'pon:lightLost'],
    ['powerLoss', 'pon:powerLost'],
  ] as const)('%s in the same minute: %s, with how many of how many', (cause, type) => {
    expect(new MassLoss().see(downs(20, cause), 0, () => 12)).toEqual([{ type, port, count: 20, of: 32 }]);
  });

  test.each([
    ['two are customers who switched off', downs(2, 'powerLoss'), 0],
    ['few of many are', downs(5, 'powerLoss'), 100],
    ['a restart is no loss', downs(20, 'reset'), 0],
  ])('%s', (_name, news, online) => {
    expect(new MassLoss().see(news, 0, () => online)).toEqual([]);
  });

  test('is told again when the count has doubled, and then no more', () => {
    const losses = new MassLoss();
    expect(losses.see(downs(6, 'fibreLoss'), 1_000, () => 10)).toMatchObject([{ count: 6, of: 16 }]);
    expect(losses.see(downs(4, 'fibreLoss'), 2_000, () => 6)).toEqual([]);
    expect(losses.see(downs(6, 'fibreLoss'), 3_000, () => 0)).toMatchObject([{ count: 16, of: 16 }]);
  });

  test('one after the other over an hour is nothing', () => {
    const losses = new MassLoss();
    for (let minute = 0; minute < 60; minute += 1)
      expect(losses.see(downs(1, 'fibreLoss'), minute * 61_000, () => 4)).toEqual([]);
  });

  test('goes by the OLT’s clock where there is one: found in one poll, lost over an hour', () => {
    const spread = Array.from({ length: 12 }, (_, index) =>
      downs(
        1,
        'fibreLoss',
        `2026-01-01T0${Math.floor(index / 6)}:${String((index % 6) * 10).padStart(2, '0')}:00`,
      ),
    ).flat();
    expect(new MassLoss().see(spread, 0, () => 4)).toEqual([]);
    expect(new MassLoss().see(downs(12, 'fibreLoss', '2026-01-01T00:00:00'), 0, () => 4)).toHaveLength(1);
  });
});
