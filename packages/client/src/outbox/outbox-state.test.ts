import { expect, test } from 'vitest';
import { createSeededRandom } from '../testing/index.ts';
import { waitMs } from './backoff.ts';
import { afterAttempt, closedBreaker, probed } from './breaker.ts';
import { type NewEntry, parseEntry } from './entry.ts';
import { changesBetween, headsOf, nextState, type OutboxState } from './outbox-state.ts';
import { referenceTo, resolved } from './reference.ts';

const owner = { tenantId: 'norte', technicianId: 'ana' };
const empty: OutboxState = { entries: [], nextSequence: 1 };

function change(number: number, ticketId: string | null, json: unknown = {}): NewEntry {
  return {
    owner,
    ticketId,
    operation: {
      operationId: `0190a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`,
      occurredAt: '2026-03-02T15:00:00Z',
      kind: 'products.use',
      method: 'POST',
      path: `/v1/tickets/${ticketId}/products`,
      body: { json },
    },
    timeoutMs: null,
    state: 'queued',
    enqueuedAt: '2026-03-02T15:00:00Z',
    doneAt: null,
    refusal: null,
    answerId: null,
  };
}

const idOf = (number: number) => change(number, null).operation.operationId;
const enqueued = (...entries: NewEntry[]) => nextState(empty, { type: 'enqueued', entries });
const numbersOf = ({ entries }: OutboxState) => entries.map(({ sequence }) => sequence);
const acknowledged = (state: OutboxState, number: number) =>
  nextState(state, { type: 'acknowledged', operationId: idOf(number), answerId: `m${number}`, at: '2026' });

test('one change of each ticket may be sent; a refused one holds up its own', () => {
  const state = enqueued(change(1, 'a'), change(2, 'a'), change(3, 'b'), change(4, null), change(5, null));
  expect(headsOf(state, owner).map(({ sequence }) => sequence)).toEqual([1, 3, 4, 5]);
  const refusal = { code: 'client.conflict', problemCode: null, message: '', next: null, issues: [], at: '' };
  const refused = nextState(state, { type: 'refused', operationId: idOf(1), refusal });
  expect(headsOf(refused, owner).map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  expect(headsOf(acknowledged(state, 1), owner).map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5]);
  expect(headsOf(state, { ...owner, technicianId: 'beto' })).toEqual([]);
});

test('what is done stays done, whatever is said about it later', () => {
  const done = acknowledged(enqueued(change(1, 'a')), 1);
  const body = { json: { quantity: 9 } };
  for (const step of [
    { type: 'retried', operationId: idOf(1) },
    { type: 'edited', operationId: idOf(1), body },
    { type: 'discarded', operationId: idOf(1) },
  ] as const) {
    expect(nextState(done, step)).toEqual(done);
  }
});

test('old done entries go by count, oldest first, but none that waiting work refers to', () => {
  let state = enqueued(change(1, 'a'), change(2, 'a'), change(3, 'a'));
  for (const number of [1, 2, 3]) state = acknowledged(state, number);
  const next = { photos: [referenceTo(idOf(1))] };
  state = nextState(state, { type: 'enqueued', entries: [change(4, 'a', next)] });
  expect(numbersOf(nextState(state, { type: 'forgotten', keepDone: 1 }))).toEqual([1, 3, 4]);
  expect(nextState(state, { type: 'forgotten', keepDone: 3 })).toEqual(state);
});

test('a step writes what it changed and nothing else; a file goes with its change', () => {
  const photo = change(2, 'a');
  const file = { ...photo.operation, body: { file: 'outbox-file/2', mediaType: 'image/png', size: 3 } };
  const state = enqueued(change(1, 'a'), { ...photo, operation: file });
  expect(changesBetween(empty, state).map(([key]) => key)).toEqual([
    `outbox/000000000001-${idOf(1)}`,
    `outbox/000000000002-${idOf(2)}`,
  ]);
  const done = acknowledged(state, 2);
  expect(changesBetween(state, done).map(([key, value]) => [key, value === null])).toEqual([
    [`outbox/000000000002-${idOf(2)}`, false],
    ['outbox-file/2', true],
  ]);
  expect(changesBetween(done, done)).toEqual([]);
});

test('a reference becomes the id the server gave, in a path and in a body', () => {
  const { operation } = change(2, 'a', { photos: [referenceTo(idOf(1)), 'e9'], note: `see ${idOf(1)}` });
  const path = `/v1/tickets/a/products/${encodeURIComponent(referenceTo(idOf(1)))}`;
  expect(resolved({ ...operation, path }, () => 'm 1')).toMatchObject({
    path: '/v1/tickets/a/products/m%201',
    body: { json: { photos: ['m 1', 'e9'], note: `see ${idOf(1)}` } },
  });
});

test('a record is read back as it was written, with what it does not know; anything else is none', () => {
  const [entry] = enqueued(change(1, 'a')).entries;
  expect(parseEntry(JSON.stringify({ ...entry, hint: 'later' }))).toEqual({ ...entry, hint: 'later' });
  for (const text of ['', '{', 'null', '7', '{}', JSON.stringify({ ...entry, state: 'flying' })]) {
    expect(parseEntry(text)).toBeUndefined();
  }
});

test('waits have full jitter below a doubling ceiling, and never end before the server wants', () => {
  const random = createSeededRandom(3);
  const backoff = { baseMs: 1_000, maxMs: 60_000 };
  for (const [failures, ceiling] of [
    [1, 1_000],
    [3, 4_000],
    [50, 60_000],
  ] as const) {
    const waits = Array.from({ length: 500 }, () => waitMs(failures, backoff, random, null));
    expect(Math.min(...waits)).toBeLessThan(ceiling / 10);
    expect(Math.max(...waits)).toBeGreaterThan(ceiling * 0.9);
    expect(Math.max(...waits)).toBeLessThan(ceiling);
  }
  expect(waitMs(1, backoff, random, 90_000)).toBeGreaterThanOrEqual(90_000);
});

test('five failures in a row open the breaker; a probe decides; any answer closes it', () => {
  let breaker = closedBreaker;
  for (let failure = 1; failure <= 4; failure += 1) breaker = afterAttempt(breaker, true);
  expect(breaker.phase).toBe('closed');
  breaker = afterAttempt(breaker, true);
  expect(breaker.phase).toBe('open');
  expect(afterAttempt(probed(breaker), true).phase).toBe('open');
  expect(afterAttempt(probed(breaker), false)).toEqual(closedBreaker);
  expect(probed(closedBreaker)).toEqual(closedBreaker);
});
