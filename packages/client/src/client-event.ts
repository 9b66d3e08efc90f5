import type { ClientError } from './errors/client-error.ts';
import type { SessionSnapshot } from './session/session-store.ts';

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
