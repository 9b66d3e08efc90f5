import type { ConflictDecision, MeanwhileEvent } from '../conflicts/index.ts';
import type { PhotoRefusal, UnstrippedPhoto } from '../evidence/index.ts';
import type { Locale } from '../index.ts';
import type { UrgencyReason } from '../sla/index.ts';
import type { LedgerRefusal } from '../stock/index.ts';

type Texts<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>;

/** Why stock cannot move like that. */
export const stockTexts: Texts<LedgerRefusal> = {
  'stock.product_unknown': {
    en: 'The product {productId} is not in the stock list.',
    'pt-BR': 'O produto {productId} não está na lista do estoque.',
    es: 'El producto {productId} no está en la lista de existencias.',
  },
  'stock.quantity_invalid': {
    en: 'The quantity of {productId} is not possible.',
    'pt-BR': 'A quantidade de {productId} não é possível.',
    es: 'La cantidad de {productId} no es posible.',
  },
  'stock.not_enough': {
    en: 'There are only {available} of {productId} in your stock.',
    'pt-BR': 'Há apenas {available} de {productId} no seu estoque.',
    es: 'Solo hay {available} de {productId} en sus existencias.',
  },
  'stock.serial_required': {
    en: 'Choose the serial number of {productId}.',
    'pt-BR': 'Informe o número de série de {productId}.',
    es: 'Indique el número de serie de {productId}.',
  },
  'stock.serial_not_here': {
    en: 'The item {serial} is not where it is taken from.',
    'pt-BR': 'O item {serial} não está no local de onde sairia.',
    es: 'El ítem {serial} no está en el lugar de donde saldría.',
  },
  'stock.serial_known': {
    en: 'The item {serial} is already recorded elsewhere.',
    'pt-BR': 'O item {serial} já está registrado em outro lugar.',
    es: 'El ítem {serial} ya está registrado en otro lugar.',
  },
  'stock.wrong_contract': {
    en: 'The item {serial} was lent to another contract.',
    'pt-BR': 'O item {serial} está em comodato em outro contrato.',
    es: 'El ítem {serial} está en comodato en otro contrato.',
  },
  'stock.movement_unknown': {
    en: 'The movement to take back does not exist.',
    'pt-BR': 'A movimentação a estornar não existe.',
    es: 'El movimiento a revertir no existe.',
  },
  'stock.already_compensated': {
    en: 'The movement was already taken back.',
    'pt-BR': 'A movimentação já foi estornada.',
    es: 'El movimiento ya fue revertido.',
  },
  'stock.id_reused': {
    en: 'Another movement has the same number.',
    'pt-BR': 'Outra movimentação tem o mesmo número.',
    es: 'Otro movimiento tiene el mismo número.',
  },
};

/** Why a picture is not taken. */
export const evidenceTexts: Texts<PhotoRefusal | UnstrippedPhoto['reason']> = {
  'evidence.empty': {
    en: 'The file is empty.',
    'pt-BR': 'O arquivo está vazio.',
    es: 'El archivo está vacío.',
  },
  'evidence.too_large': {
    en: 'The photo is larger than {max} bytes: take it again in a lower quality.',
    'pt-BR': 'A foto tem mais de {max} bytes: tire de novo com qualidade menor.',
    es: 'La foto supera {max} bytes: tómela de nuevo con menor calidad.',
  },
  'evidence.not_a_photo': {
    en: 'The file is no photo: use JPEG, PNG, WebP or HEIC.',
    'pt-BR': 'O arquivo não é uma foto: use JPEG, PNG, WebP ou HEIC.',
    es: 'El archivo no es una foto: use JPEG, PNG, WebP o HEIC.',
  },
  'evidence.kind_mismatch': {
    en: 'The file says {told} but is {found}.',
    'pt-BR': 'O arquivo diz ser {told}, mas é {found}.',
    es: 'El archivo dice ser {told}, pero es {found}.',
  },
  'evidence.too_many_pixels': {
    en: 'The photo of {width} x {height} pixels is too large.',
    'pt-BR': 'A foto de {width} x {height} pixels é grande demais.',
    es: 'La foto de {width} x {height} píxeles es demasiado grande.',
  },
  'evidence.cannot_strip': {
    en: 'The place cannot be taken out of this kind of photo: convert it to JPEG.',
    'pt-BR': 'Não é possível remover a localização deste tipo de foto: converta para JPEG.',
    es: 'No se puede quitar la ubicación de este tipo de foto: conviértala a JPEG.',
  },
  'evidence.broken': {
    en: 'The photo is damaged: take it again.',
    'pt-BR': 'A foto está danificada: tire de novo.',
    es: 'La foto está dañada: tómela de nuevo.',
  },
};

/** What happened meanwhile, and what becomes of the work. */
export const conflictTexts: Texts<`conflict.${MeanwhileEvent | ConflictDecision}`> = {
  'conflict.reassigned': {
    en: 'The ticket was given to another technician.',
    'pt-BR': 'O chamado foi passado para outro técnico.',
    es: 'El ticket fue asignado a otro técnico.',
  },
  'conflict.cancelled': {
    en: 'The ticket was cancelled.',
    'pt-BR': 'O chamado foi cancelado.',
    es: 'El ticket fue cancelado.',
  },
  'conflict.closedByOther': {
    en: 'Somebody else closed the ticket.',
    'pt-BR': 'Outra pessoa encerrou o chamado.',
    es: 'Otra persona cerró el ticket.',
  },
  'conflict.rescheduled': {
    en: 'The ticket was rescheduled.',
    'pt-BR': 'O chamado foi reagendado.',
    es: 'El ticket fue reprogramado.',
  },
  'conflict.addressChanged': {
    en: 'The address changed.',
    'pt-BR': 'O endereço mudou.',
    es: 'La dirección cambió.',
  },
  'conflict.contractChanged': {
    en: 'The contract changed.',
    'pt-BR': 'O contrato mudou.',
    es: 'El contrato cambió.',
  },
  'conflict.stockMoved': {
    en: 'The material is no longer in your stock.',
    'pt-BR': 'O material não está mais no seu estoque.',
    es: 'El material ya no está en sus existencias.',
  },
  'conflict.apply': {
    en: 'Sent as recorded.',
    'pt-BR': 'Enviado como registrado.',
    es: 'Enviado como se registró.',
  },
  'conflict.rebase': {
    en: 'Sent on top of the new state.',
    'pt-BR': 'Enviado sobre o estado novo.',
    es: 'Enviado sobre el estado nuevo.',
  },
  'conflict.ask': {
    en: 'Waits for your decision.',
    'pt-BR': 'Aguarda a sua decisão.',
    es: 'Espera su decisión.',
  },
  'conflict.reject': {
    en: 'Cannot be sent any more; it is kept on this device.',
    'pt-BR': 'Não pode mais ser enviado; fica guardado neste aparelho.',
    es: 'Ya no se puede enviar; queda guardado en este dispositivo.',
  },
};

/** Why a ticket is urgent. */
export const urgencyTexts: Texts<UrgencyReason> = {
  'urgency.priority_urgent': {
    en: 'Marked urgent',
    'pt-BR': 'Marcado como urgente',
    es: 'Marcado como urgente',
  },
  'urgency.priority_high': { en: 'High priority', 'pt-BR': 'Prioridade alta', es: 'Prioridad alta' },
  'urgency.sla_missed': {
    en: 'Deadline missed by {minutes} min',
    'pt-BR': 'Prazo vencido há {minutes} min',
    es: 'Plazo vencido hace {minutes} min',
  },
  'urgency.sla_close': {
    en: '{minutes} min to the deadline',
    'pt-BR': 'Faltam {minutes} min para o prazo',
    es: 'Faltan {minutes} min para el plazo',
  },
  'urgency.window_passed': {
    en: 'The agreed time has passed',
    'pt-BR': 'O horário agendado passou',
    es: 'El horario acordado pasó',
  },
  'urgency.window_now': {
    en: 'The customer expects us now',
    'pt-BR': 'O cliente nos espera agora',
    es: 'El cliente nos espera ahora',
  },
  'urgency.no_signal': { en: 'No signal', 'pt-BR': 'Sem sinal', es: 'Sin señal' },
  'urgency.bad_signal': { en: 'Bad signal', 'pt-BR': 'Sinal ruim', es: 'Señal mala' },
  'urgency.repeated_visit': {
    en: 'Visited {count} times before',
    'pt-BR': 'Já visitado {count} vezes',
    es: 'Ya visitado {count} veces',
  },
};
