import type { ClientError } from '../errors/client-error.ts';
import type { SessionSnapshot } from '../session/session-store.ts';
import type { Clock } from './clock.ts';

/** What happens inside the client, for logs and screens. Carries no token, no body and no search words. */
export type ClientEvent =
  | {
      readonly type: 'request';
      readonly method: string;
      readonly path: string;
      readonly operationId: string | null;
    }
  | {
      readonly type: 'answer';
      readonly method: string;
      readonly path: string;
      readonly operationId: string | null;
      /** `null` where no answer came. */
      readonly status: number | null;
      /** `null` where the answer was a good one. */
      readonly error: ClientError | null;
      readonly durationMs: number;
    }
  | { readonly type: 'session'; readonly session: SessionSnapshot }
  /** The session could not be kept: it lasts until the app ends. */
  | { readonly type: 'storageFailed'; readonly error: ClientError };

/** Calls a listener. What it throws surfaces as an uncaught error of the app and does not disturb the client. */
export function notify<T>(clock: Clock, listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    clock.schedule(0, () => {
      throw error;
    });
  }
}
