import type { Schema } from '@field/core';
import type { ClientEvent } from '../client-event.ts';
import type { CoverageReport } from '../offline/coverage.ts';
import type { Offline, SyncSnapshot } from '../offline/offline.ts';
import type { OutboxStore } from '../outbox/outbox-snapshot.ts';
import { type Clock, systemClock } from '../ports/clock.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { RecordStorage, StorageRoom } from '../storage/record-storage.ts';
import { type LoggedEvent, loggedError, loggedEvent, loggedNote } from './logged-event.ts';

export interface DiagnosticsOptions {
  /** The app, as its own people know it: `{ name: 'tecnico', version: '4.2.0' }`. */
  readonly app: { readonly name: string; readonly version: string };
  /** How many of the last events are kept; 500 where left out. */
  readonly capacity?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** What a report asks about the state of things; each may be left out. */
export interface DiagnosticsSources {
  readonly session?: SessionStore | undefined;
  readonly outbox?: Pick<OutboxStore, 'getSnapshot'> | undefined;
  readonly offline?: Pick<Offline, 'syncStatus' | 'coverage'> | undefined;
  readonly storage?: Pick<RecordStorage, 'room'> | undefined;
}

/** For support: no name, address, place, telephone, password, token or free text of anybody. */
export interface DiagnosticsReport {
  readonly at: string;
  readonly app: DiagnosticsOptions['app'];
  readonly session: {
    readonly status: string;
    readonly tenantId: string | null;
    readonly technicianId: string | null;
    readonly companyId: string | null;
  } | null;
  readonly outbox: {
    readonly status: string;
    readonly pending: number;
    readonly refused: number;
    readonly items: readonly Readonly<Record<string, unknown>>[];
  } | null;
  readonly sync: (Omit<SyncSnapshot, 'error'> & { readonly error: unknown }) | null;
  readonly coverage: CoverageReport | null;
  readonly room: StorageRoom | null;
  /** Oldest first. */
  readonly events: readonly LoggedEvent[];
}

/** Remembers what happened, redacted before it is kept. */
export interface Diagnostics {
  /** Give it to the client as its `onEvent`. */
  readonly onEvent: (event: ClientEvent) => void;
  /** A line of the app's own; what looks like a secret or a person is taken out, a value by the classes of its schema. */
  note(text: string, data?: { readonly schema: Schema; readonly value: unknown }): void;
  report(sources?: DiagnosticsSources): Promise<DiagnosticsReport>;
}

export function createDiagnostics({
  app,
  capacity = 500,
  clock = systemClock,
}: DiagnosticsOptions): Diagnostics {
  const events: LoggedEvent[] = [];
  const now = () => new Date(clock.now()).toISOString();
  const keep = (event: LoggedEvent) => {
    events.push(event);
    if (events.length > capacity) events.shift();
  };

  return {
    onEvent: (event) => keep(loggedEvent(event, now())),
    note: (text, data) => keep(loggedNote(text, now(), data)),
    async report({ offline, outbox, session, storage } = {}) {
      const who = session?.getSnapshot();
      const sync = offline?.syncStatus.getSnapshot();
      return {
        at: now(),
        app,
        session: who
          ? {
              status: who.status,
              tenantId: who.session?.tenantId ?? null,
              technicianId: who.session?.technician.id ?? null,
              companyId: who.session?.company.id ?? null,
            }
          : null,
        outbox: outbox ? loggedOutbox(outbox) : null,
        sync: sync ? { ...sync, error: loggedError(sync.error) } : null,
        coverage: who?.session && offline ? await asked(offline.coverage()) : null,
        room: (await asked(storage?.room?.())) ?? null,
        events: [...events],
      };
    },
  };
}

/** A report about a broken device must not break on it. */
async function asked<T>(answer: Promise<T> | undefined): Promise<T | null> {
  return answer === undefined ? null : answer.catch(() => null);
}

function loggedOutbox(outbox: Pick<OutboxStore, 'getSnapshot'>): DiagnosticsReport['outbox'] {
  const { items, pending, refused, status } = outbox.getSnapshot();
  return {
    status,
    pending,
    refused,
    items: items.map(({ refusal, ...item }) => ({
      ...item,
      refusal: refusal && {
        code: refusal.code,
        problemCode: refusal.problemCode,
        at: refusal.at,
        fields: refusal.issues.map(({ code, path }) => `${path.join('.')} ${code}`),
      },
    })),
  };
}
