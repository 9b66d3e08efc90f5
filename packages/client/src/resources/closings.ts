import {
  Closing,
  type ClosingContext,
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

/** What a closing takes beside its fields. */
export interface CloseOptions extends ChangeOptions {
  /** What else is known: the provider's policy, the ticket's state, what its photos show. */
  readonly context?: Input<ClosingContext> | undefined;
}

/** The report that ends a ticket (fechamento). */
export interface ClosingsResource {
  /** What is still missing, offline, for a form that is being filled in. A ticket is a context. */
  evaluate(draft: Input<ClosingDraft>, context?: Input<ClosingContext>): ClosingFinding[];
  /** Closes the ticket. An incomplete closing is `client.invalid` before a byte is sent and names every field. */
  close(ticketId: string, closing: Input<ClosingDraft>, options?: CloseOptions): Promise<Ticket>;
}

export function createClosings(api: Api): ClosingsResource {
  function refuseIncomplete(draft: ClosingDraft, context: ClosingContext | undefined): void {
    try {
      assertClosable(draft, context);
    } catch (error) {
      if (!isFieldError(error, 'core.closing_incomplete')) throw error;
      const missing = evaluateClosing(draft, context).filter(({ severity }) => severity === 'error');
      const issues = missing.map((finding) => {
        const { path, code, params } = finding;
        return { path, code, params, message: formatFinding(finding, api.locale) };
      });
      throw invalidAs(error, issues);
    }
  }

  return {
    evaluate: (draft, context) => evaluateClosing(draft as ClosingDraft, context as ClosingContext),
    async close(ticketId, closing, { context, ...options } = {}) {
      const path = api.path`/v1/tickets/${{ ticketId }}/closing`;
      refuseIncomplete(api.input(check(ClosingDraft, closing)), context as ClosingContext);
      const json = api.input(check(Closing, closing));
      return api.change('closings.close', 'POST', path, { json }, options);
    },
  };
}
