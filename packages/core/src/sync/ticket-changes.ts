import { type Locale, Ticket } from '../index.ts';
import { flag, type Infer, id, list, object, oneOf, text } from '../schema/schema.ts';

/** Why a ticket is no longer on a technician's list; `unknown` where nobody can tell any more. */
export const RemovalReason = oneOf(['reassigned', 'closed', 'outsideWindow', 'unknown']);
export type RemovalReason = Infer<typeof RemovalReason>;

/** A ticket that left a technician's list. */
export const TicketRemoval = object({ ticketId: id(), reason: RemovalReason });
export type TicketRemoval = Infer<typeof TicketRemoval>;

/** What changed on a technician's list since a cursor. `complete`: nothing more is known now. */
export const TicketChanges = object({
  items: list(Ticket, 500),
  removed: list(TicketRemoval, 10_000),
  complete: flag(),
  nextCursor: text(2048, 1),
});
export type TicketChanges = Infer<typeof TicketChanges>;

const removalTexts: Readonly<Record<RemovalReason, Readonly<Record<Locale, string>>>> = {
  reassigned: {
    en: 'It was given to somebody else.',
    'pt-BR': 'Foi passado para outra pessoa.',
    es: 'Se asignó a otra persona.',
  },
  closed: {
    en: 'It is closed.',
    'pt-BR': 'Foi fechado.',
    es: 'Está cerrado.',
  },
  outsideWindow: {
    en: 'It was moved to a later day.',
    'pt-BR': 'Foi remarcado para outro dia.',
    es: 'Se pasó a otro día.',
  },
  unknown: {
    en: 'It is no longer on your list.',
    'pt-BR': 'Não está mais na sua lista.',
    es: 'Ya no está en su lista.',
  },
};

/** A removal as a sentence for the technician. */
export function formatRemoval({ reason }: Pick<TicketRemoval, 'reason'>, locale: Locale): string {
  return removalTexts[reason][locale];
}
