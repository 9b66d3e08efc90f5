import { fillText, formatQuantity, type Locale, type TimelineEntry, type TimelineKind } from '../index.ts';

/** What each kind of timeline entry says; placeholders are its `params`, and `amount` their quantity with its unit. */
export const timelineTexts: Readonly<Record<TimelineKind, Readonly<Record<Locale, string>>>> = {
  visitStarted: { en: 'Visit started', 'pt-BR': 'Atendimento iniciado', es: 'Visita iniciada' },
  customerAbsent: { en: 'Customer absent', 'pt-BR': 'Cliente ausente', es: 'Cliente ausente' },
  productAdded: {
    en: 'Product added: {name}, {amount}',
    'pt-BR': 'Produto adicionado: {name}, {amount}',
    es: 'Producto agregado: {name}, {amount}',
  },
  productRemoved: {
    en: 'Product removed: {name}, {amount}',
    'pt-BR': 'Produto removido: {name}, {amount}',
    es: 'Producto retirado: {name}, {amount}',
  },
  loanAdded: {
    en: 'Loan added: {name}, {amount}',
    'pt-BR': 'Comodato adicionado: {name}, {amount}',
    es: 'Comodato agregado: {name}, {amount}',
  },
  loanRemoved: {
    en: 'Loan removed: {name}, {amount}',
    'pt-BR': 'Comodato removido: {name}, {amount}',
    es: 'Comodato retirado: {name}, {amount}',
  },
  locationUpdated: {
    en: 'Location updated',
    'pt-BR': 'Geolocalização atualizada',
    es: 'Geolocalización actualizada',
  },
  evidenceAdded: { en: 'Evidence added', 'pt-BR': 'Evidência adicionada', es: 'Evidencia agregada' },
  onuAuthorized: {
    en: 'ONU {serialNumber} authorized at {address}',
    'pt-BR': 'ONU {serialNumber} autorizada em {address}',
    es: 'ONU {serialNumber} autorizada en {address}',
  },
  signalRead: {
    en: 'Signal read: {rxAtOnuDbm} dBm at the ONU, {rxAtOltDbm} dBm at the OLT',
    'pt-BR': 'Sinal lido: {rxAtOnuDbm} dBm na ONU, {rxAtOltDbm} dBm na OLT',
    es: 'Señal leída: {rxAtOnuDbm} dBm en la ONU, {rxAtOltDbm} dBm en la OLT',
  },
  closed: { en: 'Ticket closed', 'pt-BR': 'Chamado encerrado', es: 'Ticket cerrado' },
  note: { en: '{text}', 'pt-BR': '{text}', es: '{text}' },
};

/** A timeline entry as a line for people, without author and time: `Produto adicionado: Cabo drop, 35,5 m`. */
export function formatTimelineEntry(entry: Pick<TimelineEntry, 'kind' | 'params'>, locale: Locale): string {
  const { quantity, unit } = entry.params;
  const amount =
    quantity === undefined || unit === undefined ? undefined : formatQuantity(quantity, unit, locale);
  return fillText(timelineTexts[entry.kind][locale], { ...entry.params, amount }, locale);
}
