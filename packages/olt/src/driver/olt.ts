import type { ReadMap, ReadName, WriteMap, WriteName } from '../contract/operations.ts';
import type { PlanStep, Verification, WriteDecision, WriteResult } from '../contract/plan.ts';
import type { SessionKind } from '../contract/vendor-driver.ts';
import type { OltEvent } from './watch/olt-event.ts';
import type { WatchOptions } from './watch/watch-options.ts';

/** Options of every operation. */
export interface OperationOptions {
  /**
   * Gives up: nothing more is sent once the command under way has been answered (or some seconds have passed), so that the session
   * can still log off. A read rejects with `olt.aborted`; a write takes back what it did and says in its result what holds.
   */
  readonly signal?: AbortSignal;
  /** Names the operation in the transcript; a random UUID unless told. */
  readonly operationId?: string;
}

/** Options of a read. */
export interface ReadOptions extends OperationOptions {
  /** Read over this session only; the vendor's preferred way unless told. */
  readonly via?: SessionKind;
  /**
   * A reading that began at most so long ago will do, so that callers share one; default 0. Identical reads that wait for the session
   * are one in any case. After a write of this connection nothing older serves.
   */
  readonly maxAgeMs?: number;
  /** Called as a long read goes on: how many of how many (null: not known), and of what. */
  readonly onProgress?: (done: number, total: number | null, what: string) => void;
}

/** Options of `apply` and `write`. */
export interface ApplyOptions extends OperationOptions {
  /** Take back what was applied when a step is refused. Default true. */
  readonly undo?: boolean;
  /**
   * Save the configuration once the write went through, where the OLT does not save by itself. Default false: `olt.save()` saves once
   * for a batch.
   */
  readonly save?: boolean;
  /** Called before a step is sent, after it was accepted, and when it is taken back. */
  readonly onStep?: (step: PlanStep, state: 'sent' | 'accepted' | 'undone') => void;
}

/** A write that was decided and not yet done. */
export interface PlannedWrite<Name extends WriteName = WriteName> {
  readonly name: Name;
  readonly request: WriteMap[Name];
  readonly decision: WriteDecision;
  /** The commands and their undo for people, with secrets masked. */
  text(): string;
}

type Asks<Request, Options> =
  Record<never, never> extends Request
    ? [request?: Request, options?: Options]
    : [request: Request, options?: Options];

/** Every read as a method. Each rejects with `olt.unsupported_operation`, before a byte is sent, where it is not supported. */
export type OltReads = {
  readonly [Name in ReadName]: (
    ...args: Asks<ReadMap[Name]['request'], ReadOptions>
  ) => Promise<ReadMap[Name]['result']>;
};

/**
 * One OLT: reads, and writes that are planned before they are applied. At most one CLI session is open at a time; operations
 * queue for it.
 */
export interface Olt extends OltReads {
  readonly vendor: string;
  readonly profile: string;
  /** `host:port` of the target. */
  readonly endpoint: string;
  /** Whether the vendor supports it and this connection has the sessions it needs. */
  supports(name: ReadName | WriteName): boolean;
  /**
   * Decides what a write would do from what the OLT holds now. Only reads.
   * @throws FieldError `olt.bad_request` for a value no OLT could take, before a byte is sent
   */
  plan<Name extends WriteName>(
    name: Name,
    request: WriteMap[Name],
    options?: OperationOptions,
  ): Promise<PlannedWrite<Name>>;
  /**
   * Carries out a plan: decides once more under the OLT's write lock, and runs it only when nothing has changed since
   * (`olt.plan_outdated` otherwise). Once it runs it does not reject for what the OLT does: the result says what the OLT holds.
   * @throws FieldError `olt.read_only` on a connection that cannot write, `olt.plan_outdated`, what reading again throws; nothing was
   * sent then
   */
  apply<Name extends WriteName>(planned: PlannedWrite<Name>, options?: ApplyOptions): Promise<WriteResult>;
  /** `plan` and `apply` in one, for programs that show nothing in between. */
  write<Name extends WriteName>(
    name: Name,
    request: WriteMap[Name],
    options?: ApplyOptions,
  ): Promise<WriteResult>;
  /**
   * Which steps of a plan the OLT holds now, for a write whose end nobody saw: the program that applied it was killed. Only reads.
   * What was decided without steps has none to read: `unchanged` is all, a conflict nothing.
   */
  readBack(
    planned: Pick<PlannedWrite, 'name' | 'request' | 'decision'>,
    options?: OperationOptions,
  ): Promise<Verification>;
  /** Saves the configuration to flash, which takes some devices minutes: once per batch. */
  save(options?: OperationOptions): Promise<void>;
  /**
   * Tells what happens: units that wait, ONUs that come up and go down, signals that change, cut cables and blackouts. Polls within the
   * connection's budget, and looks at once where a trap points. Ends with the signal, or when the loop is left.
   * @example for await (const event of olt.watch({ signal })) console.log(event.type);
   */
  watch(options?: WatchOptions): AsyncGenerator<OltEvent, void>;
  /** Waits for the operation that runs, logs off and closes every session. What waits its turn rejects with `olt.session_closed`. */
  close(): Promise<void>;
}
