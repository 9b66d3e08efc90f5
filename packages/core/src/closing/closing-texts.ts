import { fillText } from '../i18n/fill-text.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ClosingFinding, ClosingFindingCode } from './evaluate-closing.ts';

/** What each finding about a closing says, in each language. */
export const closingTexts: Readonly<Record<ClosingFindingCode, Readonly<Record<Locale, string>>>> = {
  'closing.ticket_finished': {
    en: 'The ticket is already closed.',
    'pt-BR': 'O chamado já está encerrado.',
    es: 'El ticket ya está cerrado.',
  },
  'closing.cause_required': {
    en: 'Choose the cause of the problem.',
    'pt-BR': 'Selecione a causa do problema.',
    es: 'Seleccione la causa del problema.',
  },
  'closing.solution_required': {
    en: 'Choose the solution code.',
    'pt-BR': 'Selecione o código da solução.',
    es: 'Seleccione el código de la solución.',
  },
  'closing.details_required': {
    en: 'Describe what was done, in at least {min} characters.',
    'pt-BR': 'Descreva o que foi feito, com pelo menos {min} caracteres.',
    es: 'Describa lo que se hizo, con al menos {min} caracteres.',
  },
  'closing.outcome_required': {
    en: 'Say how the visit ended.',
    'pt-BR': 'Informe como a visita terminou.',
    es: 'Indique cómo terminó la visita.',
  },
  'closing.photo_required': {
    en: 'Add at least one photo.',
    'pt-BR': 'Adicione pelo menos uma foto.',
    es: 'Agregue al menos una foto.',
  },
  'closing.customer_signature_required': {
    en: 'Ask the customer to sign.',
    'pt-BR': 'Peça a assinatura do cliente.',
    es: 'Pida la firma del cliente.',
  },
  'closing.signal_not_measured': {
    en: 'The signal was not measured.',
    'pt-BR': 'O sinal não foi medido.',
    es: 'La señal no fue medida.',
  },
  'closing.signal_critical': {
    en: 'The signal of {dbm} dBm is too weak.',
    'pt-BR': 'O sinal de {dbm} dBm está fraco demais.',
    es: 'La señal de {dbm} dBm es demasiado débil.',
  },
  'closing.signal_overload': {
    en: 'The signal of {dbm} dBm is too strong.',
    'pt-BR': 'O sinal de {dbm} dBm está forte demais.',
    es: 'La señal de {dbm} dBm es demasiado fuerte.',
  },
};

/** A finding as a sentence for the technician. */
export function formatFinding(finding: ClosingFinding, locale: Locale): string {
  return fillText(closingTexts[finding.code][locale], finding.params, locale);
}
