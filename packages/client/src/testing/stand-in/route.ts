import type { Locale } from '@field/core';
import type { Reply } from './reply.ts';
import type { Scope, World } from './world.ts';

/** A request as a route sees it. */
export interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly world: World;
  readonly locale: Locale;
  /** When it happened: the header `field-occurred-at`, else now. */
  readonly occurredAt: string;
  readonly bytes: Uint8Array;
  json(): unknown;
}

/** An {@link Asked} by somebody who is signed in. */
export interface AskedBy extends Asked {
  readonly scope: Scope;
}

/** `open` needs no sign-in; a `change` is done once for each `Idempotency-Key`. */
export type Route =
  | { readonly kind: 'open'; readonly on: string; readonly handle: (asked: Asked) => Reply | Promise<Reply> }
  | {
      readonly kind: 'read' | 'change';
      readonly on: string;
      readonly handle: (asked: AskedBy) => Reply | Promise<Reply>;
    };

/** `GET /v1/tickets/{ticketId}` */
export function read(on: string, handle: (asked: AskedBy) => Reply | Promise<Reply>): Route {
  return { kind: 'read', on, handle };
}

export function change(on: string, handle: (asked: AskedBy) => Reply | Promise<Reply>): Route {
  return { kind: 'change', on, handle };
}
