import { defineErrors } from '@field/core';

/** Errors of the contract suite: a driver does not do what its cases say. */
export const contractError = defineErrors({
  'testing.contract_broken': {
    en: ['{what}', 'Correct the driver, or the case where the device really says so.'],
    'pt-BR': ['{what}', 'Corrija o driver, ou o caso se o equipamento realmente diz isso.'],
    es: ['{what}', 'Corrija el driver, o el caso si el equipo realmente lo dice.'],
  },
  'testing.no_recorded_case': {
    en: ['no recorded case: {missing}', 'Add a case for each, recorded or written from the manual.'],
    'pt-BR': [
      'nenhum caso gravado: {missing}',
      'Acrescente um caso para cada um, gravado ou escrito a partir do manual.',
    ],
    es: [
      'ningún caso grabado: {missing}',
      'Agregue un caso para cada uno, grabado o escrito a partir del manual.',
    ],
  },
});

/** @throws FieldError `testing.contract_broken` unless `holds` */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw contractError('testing.contract_broken', { what });
}
