import type { Locale, TicketRefusal, VisitRefusal } from '../index.ts';

/** Why a ticket or a visit cannot do what was asked. */
export const refusalTexts: Readonly<Record<TicketRefusal | VisitRefusal, Readonly<Record<Locale, string>>>> =
  {
    'ticket.finished': {
      en: 'The ticket is already closed.',
      'pt-BR': 'O chamado já está encerrado.',
      es: 'El ticket ya está cerrado.',
    },
    'ticket.not_finished': {
      en: 'The ticket is not closed.',
      'pt-BR': 'O chamado não está encerrado.',
      es: 'El ticket no está cerrado.',
    },
    'ticket.not_started': {
      en: 'Start the visit first.',
      'pt-BR': 'Inicie o atendimento primeiro.',
      es: 'Inicie la visita primero.',
    },
    'ticket.not_paused': {
      en: 'The work is not paused.',
      'pt-BR': 'O atendimento não está pausado.',
      es: 'El trabajo no está en pausa.',
    },
    'ticket.already_started': {
      en: 'The work has already started.',
      'pt-BR': 'O atendimento já foi iniciado.',
      es: 'El trabajo ya fue iniciado.',
    },
    'ticket.not_yours': {
      en: 'The ticket is assigned to another technician.',
      'pt-BR': 'O chamado está atribuído a outro técnico.',
      es: 'El ticket está asignado a otro técnico.',
    },
    'ticket.visit_open': {
      en: 'A visit is under way: end it first.',
      'pt-BR': 'Há uma visita em andamento: encerre-a primeiro.',
      es: 'Hay una visita en curso: termínela primero.',
    },
    'visit.not_started': {
      en: 'The visit has not started.',
      'pt-BR': 'A visita não foi iniciada.',
      es: 'La visita no fue iniciada.',
    },
    'visit.already_open': {
      en: 'You already have a visit under way on this ticket.',
      'pt-BR': 'Você já tem uma visita em andamento neste chamado.',
      es: 'Ya tiene una visita en curso en este ticket.',
    },
    'visit.ended': {
      en: 'The visit has already ended.',
      'pt-BR': 'A visita já foi encerrada.',
      es: 'La visita ya terminó.',
    },
    'visit.ends_before_start': {
      en: 'The visit cannot end before it started: check the clock of the phone.',
      'pt-BR': 'A visita não pode terminar antes de começar: confira o relógio do celular.',
      es: 'La visita no puede terminar antes de empezar: revise el reloj del teléfono.',
    },
  };

/** Why not, as a sentence for the technician. */
export function formatRefusal(reason: TicketRefusal | VisitRefusal, locale: Locale): string {
  return refusalTexts[reason][locale];
}
