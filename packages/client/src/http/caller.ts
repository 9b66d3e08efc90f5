import type { Session } from '@field/core';
import { clientError, forOperation, isClientError } from '../errors/client-error.ts';
import type { SignIn } from '../session/sign-in.ts';
import type { Answer } from './answer.ts';
import type { Deadline } from './deadline.ts';
import type { Http, HttpRequest } from './http.ts';

/** What every call of the client takes. */
export interface CallOptions {
  /** Ends the call; what was sent by then may have been done. */
  readonly signal?: AbortSignal | undefined;
  /** How long the whole call may take, a renewed sign-in included. */
  readonly timeoutMs?: number | undefined;
  /** Whose work it is: where somebody else is signed in by now, the call ends with `client.unauthenticated`. */
  readonly as?: Technician | undefined;
}

/** One technician at one provider. */
export interface Technician {
  readonly tenantId: string;
  readonly technicianId: string;
}

/** A request as the signed-in technician. */
export type Call = <T>(request: HttpRequest, answer: Answer<T>, options: CallOptions) => Promise<T>;

/**
 * Calls with the access token, renews it once where the server refuses it, and reads once more where the connection
 * broke. A change is never sent again on its own: whether it arrived is not known.
 */
export function createCaller(http: Http, signIn: SignIn, defaultTimeoutMs: number): Call {
  return async (request, answer, { as, signal, timeoutMs = defaultTimeoutMs }) => {
    const deadline = http.startDeadline(timeoutMs, signal, request.operationId);
    try {
      await deadline.guard(signIn.restore());
      const session = signIn.current();
      if (as && !isOf(session, as)) throw clientError('client.unauthenticated');
      try {
        return await attempt(request, answer, deadline, session);
      } catch (error) {
        if (!isClientError(error, 'client.unauthenticated')) throw error;
        const renewed = await deadline.guard(signIn.renew(session));
        return await attempt(request, answer, deadline, renewed);
      }
    } catch (error) {
      throw forOperation(error, request.operationId ?? null);
    } finally {
      deadline.clear();
    }
  };

  async function attempt<T>(
    request: HttpRequest,
    answer: Answer<T>,
    deadline: Deadline,
    { accessToken }: Session,
  ): Promise<T> {
    const once = () => http.exchange({ ...request, accessToken }, answer, deadline);
    try {
      return await once();
    } catch (error) {
      if (request.method !== 'GET' || !isClientError(error, 'client.network')) throw error;
      return once();
    }
  }
}

function isOf({ technician, tenantId }: Session, as: Technician): boolean {
  return technician.id === as.technicianId && tenantId === as.tenantId;
}
