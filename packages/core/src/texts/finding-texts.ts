import { type Finding, type FindingName, fillText, type Locale } from '../index.ts';

/** What each finding about a closing or the start of a visit says; the name is its code behind the dot. */
export const findingTexts: Readonly<Record<FindingName, Readonly<Record<Locale, string>>>> = {
  ticket_finished: {
    en: 'The ticket is already closed.',
    'pt-BR': 'O chamado já está encerrado.',
    es: 'El ticket ya está cerrado.',
  },
  cause_required: {
    en: 'Choose the cause of the problem.',
    'pt-BR': 'Selecione a causa do problema.',
    es: 'Seleccione la causa del problema.',
  },
  solution_required: {
    en: 'Choose the solution code.',
    'pt-BR': 'Selecione o código da solução.',
    es: 'Seleccione el código de la solución.',
  },
  details_required: {
    en: 'Describe what was done, in at least {min} characters.',
    'pt-BR': 'Descreva o que foi feito, com pelo menos {min} caracteres.',
    es: 'Describa lo que se hizo, con al menos {min} caracteres.',
  },
  diagnosis_required: {
    en: 'Choose the diagnosis.',
    'pt-BR': 'Selecione o diagnóstico.',
    es: 'Seleccione el diagnóstico.',
  },
  cto_required: { en: 'Enter the CTO.', 'pt-BR': 'Informe a CTO.', es: 'Indique la CTO.' },
  seal_required: { en: 'Enter the seal.', 'pt-BR': 'Informe o lacre.', es: 'Indique el precinto.' },
  cto_port_required: {
    en: 'Enter the port of the CTO.',
    'pt-BR': 'Informe a porta da CTO.',
    es: 'Indique el puerto de la CTO.',
  },
  outcome_required: {
    en: 'Say how the visit ended.',
    'pt-BR': 'Informe como a visita terminou.',
    es: 'Indique cómo terminó la visita.',
  },
  photo_required: {
    en: 'Add at least one photo.',
    'pt-BR': 'Adicione pelo menos uma foto.',
    es: 'Agregue al menos una foto.',
  },
  photos_required: {
    en: 'Add photos: {count} of {min}.',
    'pt-BR': 'Adicione fotos: {count} de {min}.',
    es: 'Agregue fotos: {count} de {min}.',
  },
  subject_photos_required: {
    en: 'Add photos of {subject}: {count} of {min}.',
    'pt-BR': 'Adicione fotos de {subject}: {count} de {min}.',
    es: 'Agregue fotos de {subject}: {count} de {min}.',
  },
  products_required: {
    en: 'Record the products used: {count} of {min}.',
    'pt-BR': 'Registre os produtos utilizados: {count} de {min}.',
    es: 'Registre los productos utilizados: {count} de {min}.',
  },
  loans_required: {
    en: 'Record the equipment left on loan: {count} of {min}.',
    'pt-BR': 'Registre os equipamentos em comodato: {count} de {min}.',
    es: 'Registre los equipos en comodato: {count} de {min}.',
  },
  location_required: {
    en: 'Let the phone find its position.',
    'pt-BR': 'Permita que o celular obtenha a localização.',
    es: 'Permita que el teléfono obtenga la ubicación.',
  },
  location_inaccurate: {
    en: 'The position must be exact to {max} m.',
    'pt-BR': 'A localização deve ter precisão de {max} m.',
    es: 'La ubicación debe tener una precisión de {max} m.',
  },
  location_stale: {
    en: 'The position is older than {max} minutes: take it again.',
    'pt-BR': 'A localização tem mais de {max} minutos: obtenha de novo.',
    es: 'La ubicación tiene más de {max} minutos: obténgala de nuevo.',
  },
  answer_required: {
    en: 'Answer the item {item}.',
    'pt-BR': 'Responda o item {item}.',
    es: 'Responda el ítem {item}.',
  },
  answer_refused: {
    en: 'The answer to {item} does not allow it; accepted: {allowed}.',
    'pt-BR': 'A resposta a {item} não permite continuar; aceitas: {allowed}.',
    es: 'La respuesta a {item} no permite continuar; aceptadas: {allowed}.',
  },
  team_required: {
    en: 'Name the team: at least {min}.',
    'pt-BR': 'Informe a equipe: pelo menos {min}.',
    es: 'Indique el equipo: al menos {min}.',
  },
  delay_reason_required: {
    en: 'Say why the agreed time was missed.',
    'pt-BR': 'Justifique o atraso em relação ao prazo.',
    es: 'Justifique el retraso respecto al plazo.',
  },
  customer_signature_required: {
    en: 'Ask the customer to sign.',
    'pt-BR': 'Peça a assinatura do cliente.',
    es: 'Pida la firma del cliente.',
  },
  refusal_photos_required: {
    en: 'Add {min} photos that show why there is no signature.',
    'pt-BR': 'Adicione {min} fotos que mostrem por que não há assinatura.',
    es: 'Agregue {min} fotos que muestren por qué no hay firma.',
  },
  technician_signature_required: {
    en: 'Sign as the technician.',
    'pt-BR': 'Assine como técnico.',
    es: 'Firme como técnico.',
  },
  signal_not_measured: {
    en: 'The signal was not measured.',
    'pt-BR': 'O sinal não foi medido.',
    es: 'La señal no fue medida.',
  },
  signal_attention: {
    en: 'The signal of {dbm} dBm is close to the limit.',
    'pt-BR': 'O sinal de {dbm} dBm está perto do limite.',
    es: 'La señal de {dbm} dBm está cerca del límite.',
  },
  signal_critical: {
    en: 'The signal of {dbm} dBm is too weak.',
    'pt-BR': 'O sinal de {dbm} dBm está fraco demais.',
    es: 'La señal de {dbm} dBm es demasiado débil.',
  },
  signal_overload: {
    en: 'The signal of {dbm} dBm is too strong.',
    'pt-BR': 'O sinal de {dbm} dBm está forte demais.',
    es: 'La señal de {dbm} dBm es demasiado fuerte.',
  },
};

/** A finding as a sentence for the technician. */
export function formatFinding(finding: Pick<Finding, 'code' | 'params'>, locale: Locale): string {
  const name = finding.code.slice(finding.code.indexOf('.') + 1) as FindingName;
  return fillText(findingTexts[name][locale], finding.params, locale);
}
