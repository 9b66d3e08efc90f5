import {
  Closing,
  ClosingDraft,
  type ClosingFinding,
  check,
  evaluateClosing,
  isFieldError,
  type Ticket,
} from '@field/core';
import { assertClosable, formatFinding } from '@field/core/texts';
import { invalidAs } from '../errors/invalid-input.ts';
import type { Api, ChangeOptions, Input } from './api.ts';

/** The report that ends a ticket (fechamento). */
export interface ClosingsResource {
  /** What is still missing, offline, for a form that is being filled in. Give the ticket where it is known. */
  evaluate(draft: Input<ClosingDraft>, ticket?: Pick<Ticket, 'status'>): ClosingFinding[];
  /** Closes the ticket. An incomplete closing is `client.invalid` before a byte is sent and names every field. */
  close(ticketId: string, closing: Input<ClosingDraft>, options?: ChangeOptions): Promise<Ticket>;
}

export function createClosings(api: Api): ClosingsResource {
  function refuseIncomplete(draft: ClosingDraft): void {
    try {
      assertClosable(draft);
    } catch (error) {
      if (!isFieldError(error, 'core.closing_incomplete')) throw error;
      const missing = evaluateClosing(draft).filter(({ severity }) => severity === 'error');
      const issues = missing.map((finding) => ({ ...finding, message: formatFinding(finding, api.locale) }));
      throw invalidAs(error, issues);
    }
  }

  return {
    evaluate: (draft, ticket) => evaluateClosing(draft as ClosingDraft, ticket),
    async close(ticketId, closing, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/closing`;
      refuseIncomplete(api.input(check(ClosingDraft, closing)));
      const json = api.input(check(Closing, closing));
      return api.change('closings.close', 'POST', path, { json }, options);
    },
  };
}
