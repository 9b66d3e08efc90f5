import { isFinished, type SignalBand, type Ticket } from '../index.ts';
import type { SlaReading } from './sla-clock.ts';

/** Why a ticket is urgent; texts are in `formatUrgency`. */
export type UrgencyReason =
  | 'urgency.priority_urgent'
  | 'urgency.priority_high'
  | 'urgency.sla_missed'
  | 'urgency.sla_close'
  | 'urgency.window_passed'
  | 'urgency.window_now'
  | 'urgency.no_signal'
  | 'urgency.bad_signal'
  | 'urgency.repeated_visit';

/** What is known beside the ticket. */
export interface UrgencyFacts {
  /** ISO 8601. */
  readonly now: string;
  readonly sla?: SlaReading | undefined;
  readonly signal?: SignalBand | undefined;
  /** Visits that ended without solving it. */
  readonly failedVisits?: number | undefined;
}

/** How urgent a ticket is, and why. */
export interface Urgency {
  /** 0 to 100: the sum of the weights, at most 100. A finished ticket has 0. */
  readonly score: number;
  /** Whether it belongs in the list of urgent ones: 50 or more. */
  readonly urgent: boolean;
  /** The heaviest first. */
  readonly reasons: readonly {
    readonly code: UrgencyReason;
    readonly weight: number;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
}

/** Judges how urgent a ticket is, so that a list can be sorted by it and each place in it explained. */
export function explainUrgency(
  ticket: Pick<Ticket, 'status' | 'priority' | 'schedule' | 'network'>,
  facts: UrgencyFacts,
): Urgency {
  const reasons: { code: UrgencyReason; weight: number; params: Record<string, unknown> }[] = [];
  const add = (code: UrgencyReason, weight: number, params: Record<string, unknown> = {}) =>
    reasons.push({ code, weight, params });
  if (isFinished(ticket.status)) return { score: 0, urgent: false, reasons };

  if (ticket.priority === 'urgent') add('urgency.priority_urgent', 60);
  if (ticket.priority === 'high') add('urgency.priority_high', 30);
  const left = facts.sla?.remainingMinutes;
  if (facts.sla?.state === 'missed') add('urgency.sla_missed', 50, { minutes: Math.round(-(left ?? 0)) });
  else if (facts.sla?.state === 'running' && left !== undefined && left <= 120) {
    add('urgency.sla_close', 30, { minutes: Math.round(left) });
  }
  const now = Date.parse(facts.now);
  const [startsAt, endsAt] = [ticket.schedule?.startsAt, ticket.schedule?.endsAt].map((time) =>
    Date.parse(time ?? ''),
  );
  if (endsAt !== undefined && now > endsAt) add('urgency.window_passed', 30);
  else if (startsAt !== undefined && now >= startsAt) add('urgency.window_now', 20);
  if (ticket.network.onuState === 'offline') add('urgency.no_signal', 30);
  else if (facts.signal === 'critical' || facts.signal === 'overload') add('urgency.bad_signal', 20);
  const failed = facts.failedVisits ?? 0;
  if (failed > 0) add('urgency.repeated_visit', Math.min(30, 15 * failed), { count: failed });

  reasons.sort((a, b) => b.weight - a.weight);
  const score = Math.min(
    100,
    reasons.reduce((sum, { weight }) => sum + weight, 0),
  );
  return { score, urgent: score >= 50, reasons };
}
