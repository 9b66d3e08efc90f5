import { fillText, type Locale, type Schedule } from '@field/core';
import type { BackendCapabilities } from './backend.ts';
import type { OutgoingKind, OutgoingParams } from './backend-store.ts';

/** What a dispatcher does to a ticket, as another system's people read it. */
type Change = Extract<OutgoingKind, 'opened' | 'assigned' | 'scheduled' | 'cancelled'>;
type Line = Change | 'unassigned' | 'unscheduled' | 'cancelledHere';

const lines: Readonly<Record<Line, Readonly<Record<Locale, string>>>> = {
  opened: { en: 'Ticket opened: {label}', 'pt-BR': 'Chamado aberto: {label}', es: 'Ticket abierto: {label}' },
  assigned: {
    en: 'Given to the technician {name}',
    'pt-BR': 'Atribuído ao técnico {name}',
    es: 'Asignado al técnico {name}',
  },
  unassigned: {
    en: 'Taken from its technician',
    'pt-BR': 'Retirado do técnico',
    es: 'Retirado del técnico',
  },
  scheduled: {
    en: 'Scheduled: {from} to {to}',
    'pt-BR': 'Agendado: {from} até {to}',
    es: 'Programado: {from} a {to}',
  },
  unscheduled: {
    en: 'The appointment was taken back',
    'pt-BR': 'Agendamento desfeito',
    es: 'Se anuló la cita',
  },
  cancelled: {
    en: 'Ticket cancelled by dispatch',
    'pt-BR': 'Chamado cancelado pela central',
    es: 'Ticket cancelado por la central',
  },
  cancelledHere: {
    en: 'Ticket cancelled by dispatch; cancel it here, too',
    'pt-BR': 'Chamado cancelado pela central; cancele-o aqui também',
    es: 'Ticket cancelado por la central; cancélelo aquí también',
  },
};

export function isChange(kind: OutgoingKind): kind is Change {
  return Object.hasOwn(lines, kind);
}

/** What a dispatcher did, as a line for people: `Agendado: 2026-03-03 08:00 até 2026-03-03 12:00`. */
export function formatChange(
  kind: Change,
  params: OutgoingParams,
  locale: Locale,
  { cancel }: Pick<BackendCapabilities, 'cancel'>,
): string {
  const { name, ticket, schedule } = params;
  const line = kind === 'cancelled' && cancel !== 'native' ? 'cancelledHere' : lineOf(kind, params);
  return fillText(
    lines[line][locale],
    { name, label: ticket?.problemCode.label, from: start(schedule), to: end(schedule) },
    locale,
  );
}

function lineOf(kind: Change, { technicianId, schedule }: OutgoingParams): Line {
  if (kind === 'assigned' && technicianId === null) return 'unassigned';
  return kind === 'scheduled' && !schedule ? 'unscheduled' : kind;
}

const start = (schedule?: Schedule | null) => schedule && asWritten(schedule.startsAt);
const end = (schedule?: Schedule | null) => schedule && asWritten(schedule.endsAt);

/** The time on the clock of whoever wrote it, and that clock's offset where it is not plain. */
function asWritten(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')}${instant.endsWith('Z') ? ' UTC' : ''}`;
}
