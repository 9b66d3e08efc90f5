import type { RemovalReason } from '@field/core/sync';

/** A ticket that left the list. */
export interface Removed {
  readonly ticketId: string;
  /** The number the customer knows; `null` where the ticket was never on this device. */
  readonly protocol: string | null;
  readonly reason: RemovalReason;
  /** When this device learned of it. */
  readonly at: string;
}
