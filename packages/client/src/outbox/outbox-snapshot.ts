import type { Store } from '../ports/store.ts';
import type { Refusal } from './entry.ts';

/** One change as a screen shows it. */
export interface OutboxItem {
  readonly operationId: string;
  readonly kind: string;
  readonly ticketId: string | null;
  readonly occurredAt: string;
  readonly enqueuedAt: string;
  /**
   * `queued`: its turn comes. `sending`: on the wire. `refused`: the server said no; edit, retry or discard it.
   * `needsDecision`: the server cannot tell whether it has it; say so with `decide`. `unsupported`: another version of
   * the app made it and this one cannot send it; it is kept.
   */
  readonly state: 'queued' | 'sending' | 'refused' | 'needsDecision' | 'unsupported';
  readonly failures: number;
  readonly refusal: Refusal | null;
  /** Of one that `needsDecision`: what the server has that may be it, by the server's ids. */
  readonly candidates: readonly string[];
  /** The files it waits for, by hash. */
  readonly waitsFor: readonly string[];
  /** Of its file, where it has one. */
  readonly bytes: number | null;
}

/** Where the sync stands. */
export interface OutboxSnapshot {
  /**
   * `idle`: nothing to send. `sending`. `waiting`: for the connection, for its turn, or for a decision about a refused
   * change. `needsSignIn`: work waits for its technician. `closed`.
   */
  readonly status: 'idle' | 'sending' | 'waiting' | 'needsSignIn' | 'closed';
  /** Changes of this technician the server has not acknowledged, refused ones included. */
  readonly pending: number;
  readonly refused: number;
  readonly needsDecision: number;
  /** Changes of other technicians of this device, which wait for their sign-in. */
  readonly ofOthers: number;
  /** Records this version of the app cannot read; they are kept. */
  readonly unreadable: number;
  /** The pending ones, in their order. */
  readonly items: readonly OutboxItem[];
}

/** Where the sync stands, for any UI library. */
export type OutboxStore = Store<OutboxSnapshot>;
