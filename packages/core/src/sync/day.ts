import { ClosingPolicy, Location } from '../index.ts';
import { type Infer, id, list, nullable, object, optional, place, text, whole } from '../schema/schema.ts';

/** The closing policies of a technician's tenant; `selectClosingPolicy` finds the one for a ticket. */
export const ClosingPolicies = object({ items: list(ClosingPolicy, 1000) });
export type ClosingPolicies = Infer<typeof ClosingPolicies>;

/** A splice box on a pole (CTO) and where it hangs on the network. */
export const Cto = object({
  id: id(),
  name: text(100, 1),
  location: nullable(place(Location)),
  /** How many it has. */
  ports: whole(0, 1024),
  oltId: nullable(id()),
  /** The PON port, in the OLT's own spelling. */
  pon: nullable(text(64)),
});
export type Cto = Infer<typeof Cto>;

/**
 * CTOs: a page of the provider's, by name, or those near a technician's work. `nextCursor` leads to the others; `null`, or absent
 * of an older server: there are none.
 */
export const Ctos = object({ items: list(Cto, 10_000), nextCursor: optional(nullable(text(4096, 1))) });
export type Ctos = Infer<typeof Ctos>;
