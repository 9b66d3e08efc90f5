import type { Closing } from '@field/core';
import { expect, test } from 'vitest';
import { formatClosing } from './format-closing.ts';

const closing: Closing = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'none' },
  details: 'Falta un conector.',
  addressChanged: false,
  readings: {
    rxAtOnuDbm: null,
    rxAtOltDbm: null,
    powerMeterDbm: -18.25,
    cto: 'CTO-14',
    seal: null,
    ctoPort: null,
  },
  photos: [],
  customerSignature: null,
  technicianSignature: null,
  outcome: 'needsMaterial',
  occurredAt: '2026-03-02T10:00:00-03:00',
  location: null,
  delayReason: 'Lluvia',
};

test('a report in words says what was found and how it ended, and nothing of what was not measured', () => {
  const labels = { cause: 'Corte de fibra', solution: 'none' };
  expect(formatClosing(closing, labels, 'es')).toEqual([
    'Resultado: falta material',
    'Causa: Corte de fibra',
    'Solución: none',
    'Medidor de potencia: -18,25 dBm',
    'CTO: CTO-14',
    'Motivo de la demora: Lluvia',
  ]);
  expect(formatClosing(closing, labels, 'en')).toContain('Power meter: -18.25 dBm');
});
