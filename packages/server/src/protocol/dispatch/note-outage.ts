import type { Locale } from '@field/core';
import type { DispatchStore } from '../../storage/store.ts';

const intros = {
  began: { en: 'Mass outage', 'pt-BR': 'Queda em massa', es: 'Caída masiva' },
  ended: {
    en: 'Mass outage is over',
    'pt-BR': 'Queda em massa encerrada',
    es: 'Caída masiva terminada',
  },
} as const;

/** Writes into the history of tickets that an outage explains them, or that it is over. */
export async function noteOutage(
  { timeline }: DispatchStore,
  ticketIds: readonly string[],
  note: string,
  {
    now,
    locale,
    what = 'began',
  }: { readonly now: string; readonly locale: Locale; readonly what?: keyof typeof intros },
): Promise<void> {
  const params = { text: `${intros[what][locale]}: ${note}` };
  for (const ticketId of ticketIds) {
    await timeline.add({ ticketId, kind: 'note', occurredAt: now, recordedAt: now, params });
  }
}
