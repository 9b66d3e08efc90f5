import {
  type Closing,
  type Evidence,
  isFinished,
  type ProductUse,
  type StockItem,
  type Ticket,
  type TimelineEntry,
  type Visit,
} from '@field/core';
import type { Outage } from '@field/core/dispatch';
import type { OnuJob } from '@field/core/onu-jobs';
import type { ClosingDraftRecord } from '@field/core/sync';
import type { UploadMetadata } from '@field/core/uploads';
import type { Clock } from '../../ports/clock.ts';
import { refuse } from './reply.ts';
import type { StandInData, StandInTechnician } from './stand-in-data.ts';

/** Who asks. */
export interface Scope {
  readonly technician: StandInTechnician;
  readonly companyId: string;
}

export interface KeptEvidence extends Evidence {
  readonly ticketId: string;
  readonly content: Uint8Array;
}

export interface KeptUpload {
  readonly id: string;
  readonly ticketId: string;
  readonly metadata: UploadMetadata;
  readonly length: number;
  received: Uint8Array;
  evidenceId: string | null;
}

export interface KeptJob {
  job: OnuJob;
  readonly technicianId: string;
  readonly changed: Set<() => void>;
}

/** Everything the stand-in holds, open to a test that wants to look or to meddle. */
export interface World {
  readonly data: StandInData;
  readonly clock: Clock;
  readonly tickets: Map<string, { ticket: Ticket; revision: number }>;
  /** Who had a ticket before, and since which revision not any more. */
  readonly departed: {
    readonly technicianId: string;
    readonly ticketId: string;
    readonly revision: number;
  }[];
  readonly stock: Map<string, StockItem[]>;
  readonly uses: ProductUse[];
  readonly visits: Visit[];
  readonly timeline: TimelineEntry[];
  readonly evidence: KeptEvidence[];
  /** Files a closing waits for: by SHA-256, the ticket. */
  readonly awaited: Map<string, { readonly ticketId: string; readonly category: Evidence['category'] }>;
  readonly uploads: Map<string, KeptUpload>;
  readonly drafts: Map<string, ClosingDraftRecord>;
  readonly closings: Map<string, Closing>;
  readonly outages: Outage[];
  readonly jobs: Map<string, KeptJob>;
  waitingOnus: StandInData['waitingOnus'];
  revision: number;
  nextId(kind: string): string;
  now(): string;
  ticketOf(scope: Scope, ticketId: string): Ticket;
  /** {@link World.ticketOf} that is not finished. */
  openTicketOf(scope: Scope, ticketId: string): Ticket;
  ticketsOf(scope: Scope): { ticket: Ticket; revision: number }[];
  /** Everybody's of the company signed in for. */
  companyTickets(scope: Scope): Ticket[];
  companyTicket(scope: Scope, ticketId: string): Ticket;
  openCompanyTicket(scope: Scope, ticketId: string): Ticket;
  add(ticket: Ticket): Ticket;
  /** Changes a ticket as anybody may: the dispatcher, the server. Its version grows. */
  update(ticketId: string, change: Partial<Ticket>, revision?: number): Ticket;
  /** Changes what all tickets of a contract show of it. */
  updateContract(contractId: string, change: Partial<Ticket['network']>): void;
  /** Both at once. */
  close(ticket: Ticket, status: Ticket['status'], change: Partial<Ticket['network']>): Ticket;
  addEntry(scope: Scope, entry: Pick<TimelineEntry, 'ticketId' | 'kind' | 'occurredAt' | 'params'>): void;
}

export function createWorld(data: StandInData, clock: Clock): World {
  let ids = 0;
  const now = () => new Date(clock.now()).toISOString();
  const nextRevision = () => {
    world.revision += 1;
    return world.revision;
  };
  const world: World = {
    data,
    clock,
    tickets: new Map(data.tickets.map((ticket, index) => [ticket.id, { ticket, revision: index + 1 }])),
    departed: [],
    stock: new Map(
      Object.entries(data.stock).map(([owner, items]) => [owner, items.map((item) => ({ ...item }))]),
    ),
    uses: [],
    visits: [],
    timeline: [],
    evidence: [],
    awaited: new Map(),
    uploads: new Map(),
    drafts: new Map(),
    closings: new Map(),
    outages: [],
    jobs: new Map(),
    waitingOnus: data.waitingOnus,
    revision: data.tickets.length,
    now,
    nextId(kind) {
      ids += 1;
      return `${kind}-${ids}`;
    },
    ticketsOf: ({ companyId, technician }) =>
      [...world.tickets.values()].filter(
        ({ ticket }) => ticket.technicianId === technician.id && ticket.companyId === companyId,
      ),
    ticketOf(scope, ticketId) {
      const found = world.ticketsOf(scope).find(({ ticket }) => ticket.id === ticketId);
      return found ? found.ticket : refuse('server.not_found');
    },
    openTicketOf: (scope, ticketId) => stillOpen(world.ticketOf(scope, ticketId)),
    companyTickets: ({ companyId }) =>
      [...world.tickets.values()].flatMap(({ ticket }) => (ticket.companyId === companyId ? ticket : [])),
    companyTicket: (scope, ticketId) =>
      world.companyTickets(scope).find(({ id }) => id === ticketId) ?? refuse('server.not_found'),
    openCompanyTicket: (scope, ticketId) => stillOpen(world.companyTicket(scope, ticketId)),
    add(ticket) {
      world.tickets.set(ticket.id, { ticket, revision: nextRevision() });
      return ticket;
    },
    update(ticketId, change, revision = nextRevision()) {
      const held = world.tickets.get(ticketId) ?? refuse('server.not_found');
      const { technicianId } = held.ticket;
      if (
        change.technicianId !== undefined &&
        technicianId !== null &&
        change.technicianId !== technicianId
      ) {
        world.departed.push({ technicianId, ticketId, revision });
      }
      const version = held.ticket.version + 1;
      const ticket = { ...held.ticket, ...change, version, updatedAt: now() };
      world.tickets.set(ticketId, { ticket, revision });
      return ticket;
    },
    updateContract(contractId, change) {
      const revision = nextRevision();
      for (const { ticket } of [...world.tickets.values()]) {
        if (ticket.contractId !== contractId) continue;
        world.update(ticket.id, { network: { ...ticket.network, ...change } }, revision);
      }
    },
    close({ id, contractId, network }, status, change) {
      const changed = Object.keys(change).length > 0;
      const others = [...world.tickets.values()].filter(
        ({ ticket }) => changed && ticket.contractId === contractId && ticket.id !== id,
      );
      const revision = nextRevision();
      for (const { ticket } of others)
        world.update(ticket.id, { network: { ...ticket.network, ...change } }, revision);
      return world.update(id, { status, network: { ...network, ...change } }, revision);
    },
    addEntry({ technician }, entry) {
      const author = { id: technician.id, name: technician.name };
      world.timeline.push({ ...entry, id: world.nextId('entry'), author, recordedAt: now() });
    },
  };
  return world;
}

function stillOpen(ticket: Ticket): Ticket {
  return isFinished(ticket.status) ? refuse('server.ticket_closed') : ticket;
}
