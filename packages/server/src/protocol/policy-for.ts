import { type ClosingDraft, type ClosingPolicy, selectClosingPolicy, type Ticket } from '@field/core';
import type { Store } from '../storage/store.ts';

/**
 * The policy a closing is judged by: the tenant's for the ticket's problem code, else core's default. A phone that was out of
 * coverage judged by an older revision of the same policy; where it names one the server still has, that one counts.
 */
export async function policyFor(
  store: Store,
  ticket: Ticket,
  draft: Pick<ClosingDraft, 'policy'> = {},
  policies?: readonly ClosingPolicy[],
): Promise<ClosingPolicy> {
  const newest = selectClosingPolicy(policies ?? (await store.policies.list()), ticket.problemCode.code);
  const named = draft.policy;
  if (named?.id !== newest.id || named.revision >= newest.revision) return newest;
  return (await store.policies.find(named.id, named.revision)) ?? newest;
}

/** Whether a time is behind the window agreed with the customer. */
export function isOverdue({ schedule }: Ticket, at: string): boolean {
  return schedule !== null && Date.parse(at) > Date.parse(schedule.endsAt);
}
