import type { Api } from '../resources/api.ts';
import { type ClosingsResource, createClosings } from '../resources/closings.ts';
import { createEvidence, type EvidenceResource } from '../resources/evidence.ts';
import { createProducts, type ProductsResource } from '../resources/products.ts';
import { createTickets, type TicketsResource } from '../resources/tickets.ts';

/** A change that is on the disk and will reach the server. */
export interface Queued<T> {
  readonly operationId: string;
  /** Stands for the id the server will give the result: a photo of a closing, a movement to take back. */
  readonly reference: string;
  /**
   * The server's answer, or its refusal, where it comes while the app runs. What survives the app is the outbox itself;
   * nobody has to wait for this. `undefined` where the server only shows that it has the change.
   */
  readonly acknowledged: Promise<T | undefined>;
}

type Queueing<Resource, Name extends keyof Resource> = {
  readonly [Key in Name]: Resource[Key] extends (...input: infer Input) => Promise<infer T>
    ? (...input: Input) => Promise<Queued<T>>
    : never;
};

/** The client's changes, with the same input and the same checks: each answers once it is stored. */
export interface QueueResources {
  readonly tickets: Queueing<TicketsResource, 'updateLocation' | 'depart' | 'startVisit' | 'customerAbsent'>;
  readonly products: Queueing<ProductsResource, 'use' | 'remove'>;
  readonly evidence: Queueing<EvidenceResource, 'upload'>;
  readonly closings: Queueing<ClosingsResource, 'close'>;
}

/** @param api whose `change` answers what is {@link Queued} */
export function createQueueResources(api: Api, timeoutMs: number): QueueResources {
  const resources = {
    tickets: createTickets(api),
    products: createProducts(api),
    evidence: createEvidence(api, timeoutMs),
    closings: createClosings(api),
  };
  return resources as unknown as QueueResources;
}
