import type { AuthorizeResult, Locale } from '@field/core';
import { type OltErrorCode, oltError, type WriteResult } from '@field/olt';
import { type AuthorizationRequest, toAuthorizeOnu } from './authorization-request.ts';
import type { OltSession } from './olt-gateway.ts';
import { onuError } from './onu-errors.ts';
import { planTag } from './plan-tag.ts';
import { withFreshPlan } from './with-fresh-plan.ts';

type Authorized = Pick<AuthorizeResult, 'outcome' | 'address' | 'conflictAt' | 'reply'>;

export interface AuthorizeOptions {
  /** The language of what the OLT's refusals mean. */
  readonly locale: Locale;
  /** The tag of the plan a person agreed to; null: whatever is needed now. */
  readonly shownPlan: string | null;
  readonly signal: AbortSignal;
}

/**
 * Authorizes an ONU with its service in one plan, and saves once. A refusal of any part takes all of it back, so that no
 * half-made customer stays behind.
 * @throws FieldError `server.plan_changed`, before anything is sent, where the plan is no longer the one that was shown
 */
export async function authorizeOnu(
  session: OltSession,
  request: AuthorizationRequest,
  { locale, shownPlan, signal }: AuthorizeOptions,
): Promise<Authorized> {
  const written = await write(session, request, shownPlan, signal);
  const { outcome, address } = written;
  const reply = replyOf(written, locale);
  switch (outcome) {
    case 'conflict':
      return { outcome, address: null, conflictAt: address, reply };
    case 'unchanged':
      return { outcome, address, conflictAt: null, reply };
    case 'created':
    case 'changed':
    case 'moved':
      return { outcome: outcome === 'moved' ? 'moved' : 'created', address, conflictAt: null, reply };
    default:
      return {
        outcome: outcome === 'undone' ? 'undone' : 'unknown',
        address: null,
        conflictAt: null,
        reply,
      };
  }
}

async function write(
  session: OltSession,
  request: AuthorizationRequest,
  shownPlan: string | null,
  signal: AbortSignal,
): Promise<WriteResult> {
  const asked = toAuthorizeOnu(request);
  // Saved under the same lock: a save between another writer's commands would keep half of what that one does.
  const options = { signal, undo: true, save: true };
  if (shownPlan === null) return withFreshPlan(() => session.write('authorizeOnu', asked, options));
  const planned = await session.plan('authorizeOnu', asked, { signal });
  // What is so already, or cannot be, sends nothing: there is nothing to hold to.
  if (planned.decision.kind === 'plan' && planTag(planned) !== shownPlan)
    throw onuError('server.plan_changed');
  return session.apply(planned, options);
}

/** What the OLT refused, and what to do about it. An ONU that was written works whether or not the OLT saved. */
function replyOf({ error }: WriteResult, locale: Locale): string | null {
  if (!error) return null;
  const known = Object.hasOwn(oltError.catalogue, error.code);
  if (!known) return error.message.slice(0, 2000);
  const { message, next } = oltError(error.code as OltErrorCode, error.details).text(locale);
  return `${message} ${next}`.slice(0, 2000);
}
