import { signalBand, signalLimits } from '../onu/signal-bands.ts';
import { isFinished } from '../ticket/filter-tickets.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ClosingDraft } from './closing.ts';

/** What a closing can lack. */
export type ClosingFindingCode =
  | 'closing.ticket_finished'
  | 'closing.cause_required'
  | 'closing.solution_required'
  | 'closing.details_required'
  | 'closing.outcome_required'
  | 'closing.photo_required'
  | 'closing.customer_signature_required'
  | 'closing.signal_not_measured'
  | 'closing.signal_critical'
  | 'closing.signal_overload';

/** One thing a provider demands of a closing and does not find in it. */
export interface ClosingFinding {
  readonly code: ClosingFindingCode;
  /** The field, from the root of the closing. */
  readonly path: readonly (string | number)[];
  /** An `error` stops the closing; a `warning` is shown and may be accepted. */
  readonly severity: 'error' | 'warning';
  readonly params: Readonly<Record<string, unknown>>;
}

/** The fewest characters, spaces around not counted, that describe a solution. */
export const minClosingDetails = 10;

/**
 * What is still missing before a ticket may be closed, in the order of the form: cause, solution, details,
 * signal, photo, customer's signature, outcome. The technician's signature is optional. Runs the same offline and
 * on the server; texts are in `formatFinding`.
 */
export function evaluateClosing(draft: ClosingDraft, ticket?: Pick<Ticket, 'status'>): ClosingFinding[] {
  const findings: ClosingFinding[] = [];
  const add = (
    severity: ClosingFinding['severity'],
    code: ClosingFindingCode,
    path: ClosingFinding['path'],
    params: ClosingFinding['params'] = {},
  ) => findings.push({ code, path, severity, params });

  if (ticket && isFinished(ticket.status)) add('error', 'closing.ticket_finished', []);
  if (!draft.cause) add('error', 'closing.cause_required', ['cause']);
  if (!draft.solution) add('error', 'closing.solution_required', ['solution']);
  if ((draft.details ?? '').trim().length < minClosingDetails) {
    add('error', 'closing.details_required', ['details'], { min: minClosingDetails });
  }
  const dbm = draft.readings?.rxAtOnuDbm ?? null;
  const band = signalBand(dbm, signalLimits['gpon/B+'].rxAtOnu);
  const rxPath = ['readings', 'rxAtOnuDbm'];
  if (band === 'unknown') add('warning', 'closing.signal_not_measured', rxPath);
  if (band === 'critical') add('warning', 'closing.signal_critical', rxPath, { dbm });
  if (band === 'overload') add('warning', 'closing.signal_overload', rxPath, { dbm });
  if (!draft.photos?.length) add('error', 'closing.photo_required', ['photos']);
  if (!draft.customerSignature) add('error', 'closing.customer_signature_required', ['customerSignature']);
  if (!draft.outcome) add('error', 'closing.outcome_required', ['outcome']);
  return findings;
}

/** Whether nothing stops the closing; warnings do not. */
export function canClose(findings: readonly ClosingFinding[]): boolean {
  return findings.every((finding) => finding.severity !== 'error');
}
