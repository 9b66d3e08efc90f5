import { expect, test } from 'vitest';
import { formatTimelineEntry } from './format-timeline-entry.ts';

test('a line of the timeline reads as people would write it', () => {
  const cable = { name: 'CABO DROP', quantity: 35.5, unit: 'metre' as const, movementId: '77' };
  expect(formatTimelineEntry({ kind: 'productAdded', params: cable }, 'pt-BR')).toBe(
    'Produto adicionado: CABO DROP, 35,5 m',
  );
  const router = { name: 'ROTEADOR', quantity: 1, unit: 'unit' as const };
  expect(formatTimelineEntry({ kind: 'loanAdded', params: router }, 'pt-BR')).toBe(
    'Comodato adicionado: ROTEADOR, 1 un.',
  );
  expect(formatTimelineEntry({ kind: 'signalRead', params: { rxAtOnuDbm: -21.5 } }, 'es')).toBe(
    'Señal leída: -21,5 dBm en la ONU, ? dBm en la OLT',
  );
  expect(formatTimelineEntry({ kind: 'note', params: { text: 'cão {bravo}' } }, 'en')).toBe('cão {bravo}');
});
