import { type Closing, fillText, type Locale, type VisitOutcome } from '@field/core';

type Texts = Readonly<Record<Locale, string>>;

const outcomes: Readonly<Record<VisitOutcome, Texts>> = {
  resolved: { en: 'resolved', 'pt-BR': 'resolvido', es: 'resuelto' },
  unresolved: { en: 'not resolved', 'pt-BR': 'não resolvido', es: 'no resuelto' },
  customerAbsent: { en: 'customer absent', 'pt-BR': 'cliente ausente', es: 'cliente ausente' },
  customerRefused: { en: 'customer refused', 'pt-BR': 'cliente recusou', es: 'el cliente se negó' },
  accessBlocked: { en: 'no access', 'pt-BR': 'sem acesso', es: 'sin acceso' },
  needsMaterial: { en: 'material is missing', 'pt-BR': 'falta material', es: 'falta material' },
  networkFault: { en: 'fault in the network', 'pt-BR': 'falha na rede', es: 'falla en la red' },
  rescheduled: { en: 'rescheduled', 'pt-BR': 'reagendado', es: 'reprogramado' },
};

const lines = {
  outcome: { en: 'Outcome: {value}', 'pt-BR': 'Resultado: {value}', es: 'Resultado: {value}' },
  cause: { en: 'Cause: {value}', 'pt-BR': 'Causa: {value}', es: 'Causa: {value}' },
  solution: { en: 'Solution: {value}', 'pt-BR': 'Solução: {value}', es: 'Solución: {value}' },
  rxAtOnuDbm: {
    en: 'Signal at the ONU: {value} dBm',
    'pt-BR': 'Sinal na ONU: {value} dBm',
    es: 'Señal en la ONU: {value} dBm',
  },
  rxAtOltDbm: {
    en: 'Signal at the OLT: {value} dBm',
    'pt-BR': 'Sinal na OLT: {value} dBm',
    es: 'Señal en la OLT: {value} dBm',
  },
  powerMeterDbm: {
    en: 'Power meter: {value} dBm',
    'pt-BR': 'Power meter: {value} dBm',
    es: 'Medidor de potencia: {value} dBm',
  },
  cto: { en: 'CTO: {value}', 'pt-BR': 'CTO: {value}', es: 'CTO: {value}' },
  ctoPort: { en: 'CTO port: {value}', 'pt-BR': 'Porta da CTO: {value}', es: 'Puerto de la CTO: {value}' },
  seal: { en: 'Seal: {value}', 'pt-BR': 'Lacre: {value}', es: 'Precinto: {value}' },
  delayReason: {
    en: 'Reason for the delay: {value}',
    'pt-BR': 'Motivo do atraso: {value}',
    es: 'Motivo de la demora: {value}',
  },
} satisfies Record<string, Texts>;

/** Labels of the provider's catalogues; the codes where they are in none. */
export interface ClosingLabels {
  readonly cause: string;
  readonly solution: string;
}

/** What a report says, a line each, for a system whose people read nothing else of it: `Causa: Rompimento de fibra`. */
export function formatClosing(closing: Closing, labels: ClosingLabels, locale: Locale): string[] {
  const { rxAtOnuDbm, rxAtOltDbm, powerMeterDbm, cto, ctoPort, seal } = closing.readings;
  const values: Readonly<Record<keyof typeof lines, string | number | null | undefined>> = {
    outcome: outcomes[closing.outcome][locale],
    cause: labels.cause,
    solution: labels.solution,
    rxAtOnuDbm,
    rxAtOltDbm,
    powerMeterDbm,
    cto,
    ctoPort,
    seal,
    delayReason: closing.delayReason,
  };
  return Object.entries(lines).flatMap(([name, texts]) => {
    const value = values[name as keyof typeof lines];
    return value === null || value === undefined || value === ''
      ? []
      : [fillText(texts[locale], { value }, locale)];
  });
}
