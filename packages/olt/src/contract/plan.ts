import type { OnuAddress } from '@field/core';
import type { CliModeRef, CliQuestion } from './cli.ts';
import type { OltErrorCode } from './errors.ts';

/** One command of a plan. */
export interface PlanCommand {
  readonly at: CliModeRef;
  readonly send: string;
  readonly dialogue?: readonly CliQuestion[];
  /** Values inside `send` that people and transcripts must not see. */
  readonly secrets?: readonly string[];
}

/** One step of a plan: a command and what takes it back. A step's kind says which session carries it out. */
export interface PlanStep extends PlanCommand {
  readonly kind: 'cli';
  /** Short stable name inside the plan: `add-onu`, `service-port-1`. */
  readonly id: string;
  /** Must match the reply, for commands whose silence is no success. */
  readonly success?: RegExp;
  /** Refusals that mean "already so" for this step. */
  readonly accepts?: readonly OltErrorCode[];
  /** Commands that take this step back, in order. Empty where an earlier step's undo removes this one too. */
  readonly undo: readonly PlanCommand[];
}

/** An ordered list of commands with their undo, complete and readable before anything runs. */
export interface WritePlan {
  /** What a plan that went through means. */
  readonly outcome: 'created' | 'moved' | 'changed' | 'removed';
  readonly address: OnuAddress;
  readonly steps: readonly PlanStep[];
  /**
   * What the device held when the plan was made, for the read-back of writes that leave no other trace: since when an ONU was up that
   * is to restart, where one stood that moves.
   */
  readonly before?: Readonly<Record<string, string | null>>;
}

/** What a write would do, decided from what the device holds now. */
export type WriteDecision =
  | { readonly kind: 'plan'; readonly plan: WritePlan }
  | { readonly kind: 'unchanged'; readonly address: OnuAddress }
  | {
      readonly kind: 'conflict';
      readonly address: OnuAddress | null;
      readonly code: OltErrorCode;
      readonly details: Readonly<Record<string, unknown>>;
    };

/**
 * What a read-back found: all of the plan, nothing of it, or a part (with the ids of the steps that hold). `unseen` names steps that
 * leave nothing to read: they hold when the device accepted them, and may hold when it is uncertain whether it did.
 */
export type Verification =
  | { readonly found: 'all' | 'none' }
  | { readonly found: 'part'; readonly holds: readonly string[]; readonly unseen?: readonly string[] };

/** `unknown` says that the device could not be read back; `remains` then names every step that may hold. */
export interface WriteResult {
  readonly outcome:
    | 'created'
    | 'unchanged'
    | 'moved'
    | 'changed'
    | 'removed'
    | 'conflict'
    | 'undone'
    | 'unknown';
  readonly address: OnuAddress | null;
  /** Ids of steps the device accepted, in order. */
  readonly applied: readonly string[];
  /** Ids of steps that were taken back. */
  readonly undone: readonly string[];
  /** Ids of steps that hold, or may hold, on the device although the write did not go through. */
  readonly remains: readonly string[];
  /** Why a write did not go through, as `{ code, message, details }`; null when it did. */
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
  /** True when the device confirmed that the configuration is saved. */
  readonly saved: boolean;
}
