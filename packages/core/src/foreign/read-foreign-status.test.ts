import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TicketStatus, wordsOf } from '../index.ts';
import { foreignStatusOf, readForeignStatus } from './read-foreign-status.ts';
import { type ForeignSystem, foreignStatusMaps } from './status-maps.ts';

test.each([
  ['ixc', 'EX', 'inProgress'],
  ['ixc', ' ex ', 'inProgress'],
  ['ixc', 'RAG', 'awaitingReschedule'],
  ['ixc', 'ZZ', 'unknown'],
  ['hubsoft', 'sem_conclusao', 'completedUnresolved'],
  ['splynx', 'in PROGRESS', 'inProgress'],
  ['voalle', 4, 'completed'],
  ['voalle', '8', 'cancelled'],
  ['ucrm', 1, 'unknown'],
  ['ixc', 'constructor', 'unknown'],
  ['ixc', null, 'unknown'],
] as const)('%s %j is %s', (system, value, status) => {
  expect(readForeignStatus(system, value)).toBe(status);
});

test('every state of every map is a neutral one and is found again from it', () => {
  for (const system of Object.keys(foreignStatusMaps) as ForeignSystem[]) {
    for (const [word, status] of Object.entries(foreignStatusMaps[system])) {
      expect(readForeignStatus(system, word)).toBe(status);
      const back = foreignStatusOf(system, status);
      expect(readForeignStatus(system, back)).toBe(status);
    }
  }
  expect(foreignStatusOf('splynx', 'paused')).toBeUndefined();
});

test('a provider brings its own map', () => {
  const own = { 'Em rota': 'enRoute', PRONTO: 'completed' } as const;
  expect(readForeignStatus(own, 'em rota')).toBe('enRoute');
  expect(readForeignStatus(own, '__proto__')).toBe('unknown');
});

test('anything at all is a state, never an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(wordsOf(TicketStatus)).toContain(readForeignStatus('ixc', value));
    }),
    { seed: 11 },
  );
});
