import { isFieldError } from '@field/core';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import { type WriteMap, type WriteName, writeNames } from '../contract/operations.ts';
import type { WriteDecision, WriteResult } from '../contract/plan.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import type { WriteOperation } from '../contract/vendor-driver.ts';
import { formatPlan } from '../session/format-plan.ts';
import { runPlan } from '../session/run-plan.ts';
import { saveConfiguration } from '../session/save-configuration.ts';
import { bindReads } from './bind-reads.ts';
import type { CliSeat, SeatedSession } from './cli-seat.ts';
import type { CommandBudget } from './command-budget.ts';
import type { DetectedVendor } from './detect-vendor.ts';
import { joinSignals } from './join-signals.ts';
import type { ApplyOptions, Olt, OperationOptions, PlannedWrite } from './olt.ts';
import { nameOperation } from './operation-mark.ts';
import { OperationSessions } from './operation-sessions.ts';
import { SharedReadings } from './shared-readings.ts';
import { watchOlt } from './watch/watch-olt.ts';
import type { WriteLock } from './write-lock.ts';
import { fingerprint, wentThrough, withError, withoutSteps } from './write-outcome.ts';

/** What an OLT is bound to. */
export interface OltBinding {
  readonly detected: DetectedVendor;
  readonly endpoint: string;
  /** The target's name or address: where its traps come from. */
  readonly host: string;
  /** Names the OLT for the write lock: the same over SSH and Telnet. */
  readonly lockKey: string;
  readonly seat: CliSeat | null;
  readonly snmp: SnmpSession | null;
  readonly canWrite: boolean;
  readonly saveMs?: number | undefined;
  readonly lock: WriteLock;
  /** For the commands of reads. */
  readonly budget: CommandBudget;
}

/** Makes a vendor's operations into an {@link Olt} over the sessions there are. */
export function bindOlt(binding: OltBinding): Olt {
  const { driver, profile } = binding.detected;
  const sessions = new OperationSessions(binding.detected, binding.seat, binding.snmp);
  const readings = new SharedReadings();

  function writeOperation<Name extends WriteName>(name: Name): WriteOperation<Name> {
    const operation: WriteOperation<Name> | undefined = profile.writes[name];
    if (!operation || !sessions.suffice(operation) || !binding.seat) throw sessions.unsupported(name);
    return operation;
  }

  async function plan<Name extends WriteName>(
    name: Name,
    request: WriteMap[Name],
    options: OperationOptions = {},
  ): Promise<PlannedWrite<Name>> {
    const operation = writeOperation(name);
    const seat = binding.seat as CliSeat;
    const decision = await seat.read(
      ({ cli }) => operation.plan(sessions.give(cli, options), request),
      options.signal,
      nameOperation(`plan ${name}`, options),
    );
    return { name, request, decision, text: () => formatPlan(decision) };
  }

  async function apply<Name extends WriteName>(
    planned: PlannedWrite<Name>,
    options: ApplyOptions = {},
  ): Promise<WriteResult> {
    const operation = writeOperation(planned.name);
    const seat = binding.seat as CliSeat;
    if (!binding.canWrite) throw oltError('olt.read_only', { command: planned.name });
    const decide = ({ cli }: SeatedSession) => operation.plan(sessions.give(cli, options), planned.request);
    const mark = nameOperation(planned.name, options);
    return underLock(options.signal, (signal, lost) =>
      seat.use(
        async (found) => {
          const { seated, decision } = await decideAgain(seat, found, decide, signal);
          if (decision.kind !== 'plan') return withoutSteps(decision);
          if (fingerprint(decision) !== fingerprint(planned.decision)) throw oltError('olt.plan_outdated');
          // Whatever is still to be sent, a write or its undo, stops at the gate once another may write.
          const gates: (() => void)[] = [];
          const openGate = ({ gate }: SeatedSession) => {
            if (lost?.aborted !== true) gates.push(gate.openForWrites());
          };
          const shutGates = () => {
            for (const shut of gates) shut();
          };
          lost?.addEventListener('abort', shutGates, { once: true });
          openGate(seated);
          let active = seated.cli;
          try {
            const result = await runPlan(active, decision.plan, {
              ...options,
              ...(signal && { signal }),
              // Who gives up still has to hear what the OLT holds: reading back heeds no signal.
              verify: (session) =>
                operation.verify(sessions.give(session, {}), planned.request, decision.plan),
              reconnect: async () => {
                const next = await seat.reopen();
                openGate(next);
                active = next.cli;
                return active;
              },
            });
            if (lost?.aborted && (options.save === true || !wentThrough(result)))
              return withError(result, oltError('olt.lock_lost'));
            const save = options.save === true && profile.cli?.save != null && wentThrough(result);
            return save ? await saved(active, result, options) : result;
          } finally {
            lost?.removeEventListener('abort', shutGates);
            shutGates();
          }
        },
        signal,
        mark,
      ),
    );
  }

  async function saved(cli: CliSession, result: WriteResult, options: ApplyOptions): Promise<WriteResult> {
    try {
      await saveIn(cli, options);
      return { ...result, saved: true };
    } catch (error) {
      if (!isFieldError(error)) throw error;
      return withError(result, error);
    }
  }

  async function saveIn(cli: CliSession, options: OperationOptions): Promise<void> {
    const save = profile.cli?.save;
    if (!save) throw sessions.unsupported('save');
    const { saveMs: timeoutMs = save.timeoutMs } = binding;
    await saveConfiguration(cli, { ...save, timeoutMs }, options.signal);
  }

  async function underLock<Result>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal | undefined, lost: AbortSignal | undefined) => Promise<Result>,
  ): Promise<Result> {
    const release = await binding.lock.acquire(binding.lockKey, signal).catch((error: unknown) => {
      if (signal?.aborted) throw oltError('olt.aborted', { doing: 'waiting for the write lock' });
      throw error;
    });
    const { lost } = release;
    const either = joinSignals(lost, signal);
    try {
      return await work(either.signal, lost);
    } catch (error) {
      throw lost?.aborted && isFieldError(error, 'olt.aborted') ? oltError('olt.lock_lost') : error;
    } finally {
      either.leave();
      readings.forget();
      release();
    }
  }

  const reads = bindReads({ profile, sessions, seat: binding.seat, readings, budget: binding.budget });

  const olt: Olt = {
    ...reads,
    vendor: driver.vendor,
    profile: profile.name,
    endpoint: binding.endpoint,
    supports: (name) =>
      isWriteName(name)
        ? profile.writes[name] !== undefined && sessions.suffice(profile.writes[name]) && sessions.has('cli')
        : (profile.reads[name] ?? []).some((way) => sessions.suffice(way)),
    plan,
    apply,
    write: async (name, request, options = {}) => {
      if (!binding.canWrite) throw oltError('olt.read_only', { command: name });
      return apply(await plan(name, request, options), options);
    },
    readBack: async ({ name, request, decision }, options = {}) => {
      const operation = writeOperation(name);
      if (decision.kind !== 'plan') return { found: decision.kind === 'unchanged' ? 'all' : 'none' };
      return (binding.seat as CliSeat).read(
        ({ cli }) => operation.verify(sessions.give(cli, options), request, decision.plan),
        options.signal,
        nameOperation(`read back ${name}`, options),
      );
    },
    save: async (options = {}) => {
      const { seat } = binding;
      if (!seat || !profile.cli?.save) throw sessions.unsupported('save');
      if (!binding.canWrite) throw oltError('olt.read_only', { command: profile.cli.save.send });
      await underLock(options.signal, () =>
        seat.use(
          async ({ cli, gate }) => {
            const shut = gate.openForWrites();
            try {
              await saveIn(cli, options);
            } finally {
              shut();
            }
          },
          options.signal,
          nameOperation('save', options),
        ),
      );
    },
    watch: (options) => watchOlt({ olt, host: binding.host, traps: profile.traps ?? [] }, options),
    close: async () => {
      await binding.seat?.close();
      await binding.snmp?.close();
    },
  };
  return olt;
}

/** Decides in the session there is; where that turns out to be cut (a person looked at the plan for long), in a new one. */
async function decideAgain(
  seat: CliSeat,
  seated: SeatedSession,
  decide: (session: SeatedSession) => Promise<WriteDecision>,
  signal: AbortSignal | undefined,
): Promise<{ readonly seated: SeatedSession; readonly decision: WriteDecision }> {
  try {
    return { seated, decision: await decide(seated) };
  } catch (error) {
    if (!isFieldError(error, 'olt.session_closed')) throw error;
    const next = await seat.reopen(signal);
    return { seated: next, decision: await decide(next) };
  }
}

function isWriteName(name: string): name is WriteName {
  return (writeNames as readonly string[]).includes(name);
}
