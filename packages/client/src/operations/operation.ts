import { AuthorizeResult, check, Evidence, ProductUse, Ticket, Visit } from '@field/core';
import { type Answer, json, nothing } from '../http/answer.ts';
import type { RequestBody } from '../http/http.ts';
import { foreseenTicket } from './foreseen.ts';

const ticket = json((value) => check(Ticket, foreseenTicket(value)));
const visit = json((value) => check(Visit, value));

/** What the server answers to each kind of change. Kinds are stored on devices: a released one keeps its name. */
export const operationAnswers = {
  'tickets.updateLocation': ticket,
  'tickets.depart': ticket,
  'tickets.startVisit': visit,
  'tickets.customerAbsent': visit,
  'products.use': json((value) => check(ProductUse, value)),
  'products.remove': nothing,
  'evidence.upload': json((value) => check(Evidence, value)),
  'closings.close': ticket,
  'onu.authorize': json((value) => check(AuthorizeResult, value)),
};

export type OperationKind = keyof typeof operationAnswers;

/** What a kind of change is answered with. */
export type OperationAnswer<Kind extends OperationKind> =
  (typeof operationAnswers)[Kind] extends Answer<infer T> ? T : never;

/**
 * One change as data and nothing else: it can be stored, sent by a later run of the app, and sent again under the same
 * id without being done twice.
 */
export interface Operation<Kind extends OperationKind = OperationKind> {
  /** A UUID, sent as `Idempotency-Key`. */
  readonly operationId: string;
  /** When the technician did it, ISO 8601: it may be sent much later. */
  readonly occurredAt: string;
  readonly kind: Kind;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: RequestBody | null;
}
