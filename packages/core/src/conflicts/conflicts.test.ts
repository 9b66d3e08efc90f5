import { describe, expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import type { Ticket } from '../index.ts';
import {
  type ConflictDecision,
  conflictOperations,
  type MeanwhileEvent,
  meanwhileEvents,
} from './conflict-table.ts';
import { findMeanwhile } from './find-meanwhile.ts';
import { mergeOperation, rebaseClosing } from './merge.ts';

const me = 'technician-1';
const base = ticket({ status: 'inProgress' });

/** The server's ticket after each event. */
const after: Record<MeanwhileEvent, Partial<Ticket>> = {
  reassigned: { technicianId: 'technician-2' },
  cancelled: { status: 'cancelled' },
  closedByOther: { status: 'completed' },
  rescheduled: { schedule: { startsAt: '2026-02-02T14:00:00-03:00', endsAt: '2026-02-02T16:00:00-03:00' } },
  addressChanged: { address: { ...base.address, number: '121' } },
  contractChanged: { contractId: 'contract-10' },
  stockMoved: {},
};

/** a apply, b rebase, ? ask, x reject: written down a second time, by hand, so that no cell changes unseen. */
const cells: Record<string, string> = {
  'tickets.depart': '?xxa?aa',
  'tickets.startVisit': '???a?ba',
  'tickets.customerAbsent': 'aa?a?aa',
  'tickets.updateLocation': 'a??a??a',
  'products.use': '???aa??',
  'products.remove': '?xxaaab',
  'evidence.upload': 'aaaaaaa',
  'closings.close': '???b?bb',
  'onu.authorize': 'xxxa?xa',
};
const words: Record<string, ConflictDecision> = { a: 'apply', b: 'rebase', '?': 'ask', x: 'reject' };

describe.each(conflictOperations)('%s', (operation) => {
  test.each(meanwhileEvents)('while %s', (event) => {
    const now = {
      ticket: { ...base, ...after[event] },
      technicianId: me,
      stockMoved: event === 'stockMoved',
    };
    const report = mergeOperation(operation, base, now);
    expect(report.changes.map((change) => change.event)).toEqual([event]);
    expect(report.decision).toBe(words[cells[operation]?.[meanwhileEvents.indexOf(event)] ?? '']);
  });

  test('while nothing happened', () => {
    const now = { ticket: { ...base, version: 9, updatedAt: '2026-02-01T00:00:00Z' }, technicianId: me };
    expect(mergeOperation(operation, base, now)).toEqual({ operation, decision: 'apply', changes: [] });
  });
});

test('of several changes the strictest decides, and the report keeps them all', () => {
  const now = { ticket: { ...base, ...after.rescheduled, ...after.cancelled }, technicianId: me };
  const report = mergeOperation('closings.close', base, now);
  expect(report.decision).toBe('ask');
  expect(report.changes.map(({ event, decision }) => [event, decision])).toEqual([
    ['cancelled', 'ask'],
    ['rescheduled', 'rebase'],
  ]);
  expect(report.changes[0]).toMatchObject({ path: ['status'], before: 'inProgress', after: 'cancelled' });
});

test('a ticket given to me is not taken from me; the order of keys is no change', () => {
  const { city, ...rest } = base.address;
  const now = { ticket: { ...base, address: { ...rest, city } }, technicianId: me };
  expect(findMeanwhile({ ...base, technicianId: null }, now)).toEqual([]);
});

test('a rebased closing follows the ticket where the technician changed nothing', () => {
  const moved = { ...base, network: { ...base.network, cto: 'CTO-15', seal: 'L-7', ctoPort: '3' } };
  const draft = { ...closing(), readings: { ...closing().readings, seal: 'L-9' } };
  const { closing: rebased, fields } = rebaseClosing(draft, base, moved);
  expect(rebased.readings).toMatchObject({ cto: 'CTO-15', seal: 'L-9', ctoPort: '3' });
  expect(fields).toEqual([
    { path: ['readings', 'cto'], mine: 'CTO-14', theirs: 'CTO-15', taken: 'theirs' },
    { path: ['readings', 'seal'], mine: 'L-9', theirs: 'L-7', taken: 'mine' },
  ]);
  expect(draft.readings.cto).toBe('CTO-14');
  expect(rebaseClosing({}, base, moved)).toEqual({ closing: {}, fields: [] });
});
