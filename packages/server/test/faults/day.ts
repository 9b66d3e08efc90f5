import type { Dice } from './dice.ts';

/** One thing a technician does, and what the server's books must show of it, once and in its place. */
export type Deed = {
  readonly ticketId: string;
  readonly operationId: string;
  readonly occurredAt: string;
} & (
  | { readonly type: 'locate' | 'start' | 'absent' }
  | { readonly type: 'use'; readonly quantity: number }
  /** More than there is: the server says no, and the technician decides. */
  | { readonly type: 'useTooMuch'; readonly decision: 'edit' | 'discard'; readonly quantity: number }
  | { readonly type: 'lend'; readonly serial: string }
  | { readonly type: 'takeBack'; readonly of: string; readonly quantity: number }
  | { readonly type: 'photo'; readonly caption: string }
  | { readonly type: 'close'; readonly photos: readonly string[]; readonly quantity: number | null }
);

/** A day of a technician at some tickets, their deeds mixed as they come. */
export function planDay(dice: Dice, ticketIds: readonly string[], serials: readonly string[]): Deed[] {
  let made = 0;
  const left = [...serials];
  const head = (ticketId: string) => {
    made += 1;
    return {
      ticketId,
      operationId: dice.uuid(),
      occurredAt: new Date(Date.UTC(2026, 2, 2, 11, 0, made)).toISOString(),
    };
  };
  /** No two are the same, so that each is found in the ledger. */
  const quantity = () => (made * 10 + dice.whole(1, 9)) / 1000;

  function planTicket(ticketId: string): Deed[] {
    const deeds: Deed[] = [];
    if (dice.chance(0.4)) deeds.push({ ...head(ticketId), type: 'locate' });
    deeds.push({ ...head(ticketId), type: 'start' });
    for (let index = dice.whole(1, 4); index > 0; index -= 1) {
      const kind = dice.pick(['use', 'use', 'photo', 'lend', 'mistake', 'tooMuch'] as const);
      if (kind === 'photo') {
        const about = head(ticketId);
        deeds.push({ ...about, type: 'photo', caption: `photo ${about.operationId}` });
      } else if (kind === 'lend' && left.length > 0) {
        deeds.push({ ...head(ticketId), type: 'lend', serial: left.pop() ?? '' });
      } else if (kind === 'mistake') {
        const mistake = { ...head(ticketId), type: 'use', quantity: quantity() } as const;
        const { operationId: of } = mistake;
        deeds.push(mistake, { ...head(ticketId), type: 'takeBack', of, quantity: mistake.quantity });
      } else if (kind === 'tooMuch') {
        const decision = dice.pick(['edit', 'discard'] as const);
        deeds.push({ ...head(ticketId), type: 'useTooMuch', decision, quantity: quantity() });
      } else {
        deeds.push({ ...head(ticketId), type: 'use', quantity: quantity() });
      }
    }
    const end = dice.roll();
    if (end < 0.6) {
      const about = head(ticketId);
      const photos = Array.from({ length: dice.whole(1, 3) }, (_, index) => `${about.operationId} ${index}`);
      deeds.push({ ...about, type: 'close', photos, quantity: dice.chance(0.5) ? quantity() : null });
    } else if (end < 0.8) deeds.push({ ...head(ticketId), type: 'absent' });
    return deeds;
  }

  const lanes = ticketIds.map(planTicket);
  const day: Deed[] = [];
  while (lanes.some((lane) => lane.length > 0)) {
    const deed = dice.pick(lanes.filter((lane) => lane.length > 0)).shift();
    if (deed) day.push(deed);
  }
  return day;
}

/** What the timeline of the deed's ticket must say, in this order. */
export function traceOf(deed: Deed): string[] {
  switch (deed.type) {
    case 'locate':
      return [`locationUpdated ${deed.occurredAt}`];
    case 'start':
      return [`visitStarted ${deed.occurredAt}`];
    case 'absent':
      return [`customerAbsent ${deed.operationId}`];
    case 'use':
      return [`productAdded ${deed.quantity}`];
    case 'useTooMuch':
      return deed.decision === 'edit' ? [`productAdded ${deed.quantity}`] : [];
    case 'lend':
      return [`loanAdded ${deed.serial}`];
    case 'takeBack':
      return [`productRemoved ${deed.quantity}`];
    case 'photo':
      return [`evidenceAdded ${deed.caption}`];
    case 'close':
      return [
        ...deed.photos.map((caption) => `evidenceAdded ${caption}`),
        `evidenceAdded signature ${deed.operationId}`,
        ...(deed.quantity === null ? [] : [`productAdded ${deed.quantity}`]),
        `closed the work is done ${deed.operationId}`,
      ];
  }
}
