import type { Ticket } from '@field/core';
import type { Cache } from './cache.ts';
import { type Documents, documentNames, ofTicket, ticketDocumentNames } from './documents.ts';

/** What is kept on the device, in parts. */
export type CoveragePart = 'tickets' | keyof Documents;

/** What a ticket needs to be worked on without coverage. */
export type TicketPart = 'contract' | 'onu' | 'cto' | 'timeline' | 'products';

/** What of a ticket is not on the device: `notDownloaded` yet, or `notKnown` to the provider either. */
export interface MissingPart {
  readonly part: TicketPart;
  readonly why: 'notDownloaded' | 'notKnown';
}

/** What a day without coverage can be worked with. */
export interface CoverageReport {
  /** The days it is about: from the start of the first to the end of the last, ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** Whether everything the provider has is here. */
  readonly complete: boolean;
  readonly bytes: number;
  readonly parts: readonly {
    readonly part: CoveragePart;
    readonly state: 'ready' | 'missing';
    readonly asOf: string | null;
    readonly ageMs: number | null;
    readonly bytes: number;
  }[];
  readonly tickets: readonly {
    readonly ticketId: string;
    readonly protocol: string;
    readonly missing: readonly MissingPart[];
    readonly asOf: string;
    readonly ageMs: number;
    readonly bytes: number;
  }[];
}

/** The days a report is about. */
export interface DayWindow {
  readonly from: string;
  readonly until: string;
}

/** `days` whole days on either side of today, as the device's own calendar has them. */
export function windowAround(now: number, days: number): DayWindow {
  const midnight = (offset: number) => {
    const day = new Date(now);
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() + offset);
    return day.toISOString();
  };
  return { from: midnight(-days), until: midnight(days + 1) };
}

/** The tickets of a window: those scheduled in it, and those nobody gave a date. */
export function ticketsOf(cache: Cache, { from, until }: DayWindow): Ticket[] {
  return [...cache.tickets.values()]
    .map(({ value }) => value)
    .filter(({ schedule }) => {
      const at = schedule && Date.parse(schedule.startsAt);
      return at === null || (at >= Date.parse(from) && at < Date.parse(until));
    });
}

export function coverageOf(cache: Cache, window: DayWindow, now: number): CoverageReport {
  const age = (asOf: string) => Math.max(0, now - Date.parse(asOf));
  const { asOf, complete, until } = cache.sync();
  const covers = complete && (until === null || Date.parse(until) >= Date.parse(window.until));
  const tickets = ticketsOf(cache, window).map((ticket) => {
    const record = cache.tickets.get(ticket.id);
    const documents = ticketDocumentNames.map((name) => cache.document(ofTicket(name, ticket.id)));
    const times = [asOf ?? record?.asOf, ...documents.map((document) => document?.asOf)];
    const oldest = times.reduce<string>((first, at) => (at && at < first ? at : first), '9999');
    return {
      ticketId: ticket.id,
      protocol: ticket.protocol,
      missing: missingOf(cache, ticket),
      asOf: oldest,
      ageMs: age(oldest),
      bytes: documents.reduce((sum, document) => sum + (document?.bytes ?? 0), record?.bytes ?? 0),
    };
  });
  const ticketBytes = [...cache.tickets.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const partOf = (part: CoveragePart, at: string | null, ready: boolean, bytes: number) => {
    const state = ready ? ('ready' as const) : ('missing' as const);
    return { part, state, asOf: at, ageMs: at === null ? null : age(at), bytes };
  };
  const parts = [
    partOf('tickets', asOf, covers, ticketBytes),
    ...documentNames.map((name) => {
      const document = cache.document(name);
      return partOf(name, document?.asOf ?? null, document !== undefined, document?.bytes ?? 0);
    }),
  ];
  const details = tickets.reduce((sum, { bytes, ticketId }) => {
    return sum + bytes - (cache.tickets.get(ticketId)?.bytes ?? 0);
  }, 0);
  return {
    ...window,
    complete:
      parts.every(({ state }) => state === 'ready') &&
      tickets.every(({ missing }) => missing.every(({ why }) => why === 'notKnown')),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, details),
    parts,
    tickets,
  };
}

function missingOf(cache: Cache, { id, network }: Ticket): MissingPart[] {
  const missing: MissingPart[] = [];
  const add = (part: TicketPart, why: MissingPart['why']) => missing.push({ part, why });
  if (network.plan === null && network.pppoeLogin === null) add('contract', 'notKnown');
  if (network.onuState === 'unknown' || (network.onuState !== 'none' && network.onu === null)) {
    add('onu', 'notKnown');
  }
  const ctos = cache.document<Documents['ctos']>('ctos');
  if (network.cto === null) add('cto', 'notKnown');
  else if (!ctos) add('cto', 'notDownloaded');
  else if (!ctos.value.items.some((cto) => cto.id === network.cto || cto.name === network.cto)) {
    add('cto', 'notKnown');
  }
  for (const name of ticketDocumentNames) {
    if (!cache.document(ofTicket(name, id))) add(name, 'notDownloaded');
  }
  return missing;
}
