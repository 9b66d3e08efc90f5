import type { Closing, Locale, Location } from '@field/core';
import { formatTimelineEntry } from '@field/core/texts';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import { departed } from '../protocol/departed.ts';
import type { Backend, BackendAction, BackendOperation } from './backend.ts';
import type { BackendStore, Outgoing } from './backend-store.ts';
import { formatChange, isChange } from './format-change.ts';
import { formatClosing } from './format-closing.ts';

export interface OutgoingSource {
  readonly tenantId: string;
  readonly store: BackendStore;
  readonly files: EvidenceFiles;
  /** The provider's language. */
  readonly locale: Locale;
  readonly backend: Pick<Backend, 'capabilities'>;
}

/** An outgoing operation with all a backend needs to carry it out. */
export async function describeOutgoing(
  outgoing: Outgoing,
  source: OutgoingSource,
): Promise<BackendOperation> {
  const { id, foreignId, technicianId, occurredAt } = outgoing;
  const action = await actionOf(outgoing, source);
  const report = action.kind === 'close' ? await reportOf(action.closing, source) : [];
  const [title = '', ...words] = linesOf(outgoing, source);
  const text = [title, ...report, ...words].filter(Boolean).join('\n');
  return { id, foreignId, technicianId, occurredAt, text, action };
}

function linesOf({ kind, params }: Outgoing, { locale, backend }: OutgoingSource): string[] {
  if (isChange(kind)) return [formatChange(kind, params, locale, backend.capabilities)];
  // The timeline says it in the language of who sets out.
  if (isDeparture({ kind, params })) return [departed[locale]];
  return [formatTimelineEntry({ kind, params }, locale), kind === 'note' ? '' : (params.text ?? '')];
}

async function reportOf(closing: Closing, { store, locale }: OutgoingSource): Promise<string[]> {
  const { cause, solution } = closing;
  const labels = {
    cause: (await store.findLabel('cause', cause.code)) ?? cause.code,
    solution: (await store.findLabel('solution', solution.code)) ?? solution.code,
  };
  return formatClosing(closing, labels, locale);
}

function isDeparture({ kind, params }: Pick<Outgoing, 'kind' | 'params'>): boolean {
  return kind === 'note' && params.outcome === 'enRoute';
}

async function actionOf(outgoing: Outgoing, source: OutgoingSource): Promise<BackendAction> {
  const { kind, params, ticketId } = outgoing;
  const location: Location | null = params.location ?? null;
  switch (kind) {
    case 'opened':
      return params.ticket ? { kind: 'openTicket', ticket: params.ticket } : { kind: 'note' };
    case 'assigned':
      return { kind: 'assign', technicianId: params.technicianId ?? null };
    case 'scheduled': {
      const { schedule = null, technicianId = null } = params;
      return { kind: 'schedule', schedule, technicianId };
    }
    case 'cancelled':
      return { kind: 'cancel' };
    case 'visitStarted':
      return { kind: 'startVisit', location };
    case 'customerAbsent':
      return { kind: 'customerAbsent', location, note: params.text ?? null };
    case 'locationUpdated':
      return location ? { kind: 'moveLocation', location } : { kind: 'note' };
    case 'productAdded':
    case 'loanAdded':
    case 'loanRemoved':
    case 'productRemoved': {
      const productId = await source.store.findProductId(params.movementId ?? '');
      const { name = '', quantity = 0, unit = 'unit', serial = null } = params;
      if (productId === null) return { kind: 'note' };
      const words = {
        productAdded: 'useProduct',
        loanAdded: 'lendProduct',
        loanRemoved: 'returnProduct',
        productRemoved: 'returnProduct',
      } as const;
      return { kind: words[kind], productId, product: { name, quantity, unit, serial } };
    }
    case 'evidenceAdded': {
      const evidence = await source.store.findEvidence(params.evidenceId ?? '');
      const file = evidence && (await source.files.open(source.tenantId, evidence.sha256));
      if (!evidence || !file) return { kind: 'note' };
      return { kind: 'addEvidence', evidence, bytes: new Uint8Array(await new Response(file).arrayBuffer()) };
    }
    case 'closed': {
      const closing = await source.store.findClosing(ticketId);
      return closing ? { kind: 'close', closing, outcome: params.outcome ?? 'resolved' } : { kind: 'note' };
    }
    default:
      return isDeparture(outgoing) ? { kind: 'enRoute', location } : { kind: 'note' };
  }
}
