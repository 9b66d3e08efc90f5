import type { Locale } from '@field/core';
import type { DispatchStore } from '../../storage/store.ts';

const intro: Readonly<Record<Locale, string>> = {
  en: 'Mass outage',
  'pt-BR': 'Queda em massa',
  es: 'Caída masiva',
};

/** Writes into the history of tickets that an outage explains them. */
export async function noteOutage(
  { timeline }: DispatchStore,
  ticketIds: readonly string[],
  note: string,
  now: string,
  locale: Locale,
): Promise<void> {
  const params = { text: `${intro[locale]}: ${note}` };
  for (const ticketId of ticketIds) {
    await timeline.add({ ticketId, kind: 'note', occurredAt: now, recordedAt: now, params });
  }
}
