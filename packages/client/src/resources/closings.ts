import {
  Closing,
  type ClosingContext,
  ClosingDraft,
  type ClosingFinding,
  check,
  evaluateClosing,
  type Ticket,
} from '@field/core';
import { assertClosable } from '@field/core/texts';
import type { Api, Input } from './api.ts';
import { type ReportOptions, refuseUnready } from './refuse-unready.ts';

/** The report that ends a ticket (fechamento). */
export interface ClosingsResource {
  /** What is still missing, offline, for a form that is being filled in. A ticket is a context. */
  evaluate(draft: Input<ClosingDraft>, context?: Input<ClosingContext>): ClosingFinding[];
  /**
   * Closes the ticket. An incomplete closing is `client.invalid` before a byte is sent and names every field. It tells
   * the server by which policy it was judged.
   */
  close(ticketId: string, closing: Input<ClosingDraft>, options?: ReportOptions): Promise<Ticket>;
}

export function createClosings(api: Api): ClosingsResource {
  return {
    evaluate: (draft, context) => evaluateClosing(draft as ClosingDraft, context as ClosingContext),
    async close(ticketId, closing, { context, ...options } = {}) {
      const path = api.path`/v1/tickets/${{ ticketId }}/closing`;
      const { policy } = context ?? {};
      const judgedBy = closing.policy ?? (policy && { id: policy.id, revision: policy.revision });
      const draft = api.input(check(ClosingDraft, { ...closing, policy: judgedBy }));
      refuseUnready(() => assertClosable(draft, context as ClosingContext), api.locale);
      const json = api.input(check(Closing, draft));
      return api.change('closings.close', 'POST', path, { json }, options);
    },
  };
}
