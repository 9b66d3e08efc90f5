import { isFieldError } from '@field/core';
import {
  type ConnectOltOptions,
  connectOlt,
  createInProcessLock,
  type PlanCommand,
  type PlannedWrite,
  type WriteResult,
} from '../../src/index.ts';
import { type Fault, type SimulatedOlt, startSimulator } from '../../src/simulator/index.ts';
import { silenceMs } from './fault-kinds.ts';
import { configurationOf, type Scenario } from './scenario.ts';
import type { Voice } from './voice.ts';

/** A fault at one of the lines that the OLT gets while a plan is applied, counted from 0. */
export interface PlacedFault {
  readonly line: number;
  readonly fault: Fault;
  readonly oneSession?: boolean;
}

/** One write from beginning to end, as the driver tells it and as the OLT has it. */
export interface WriteRun {
  readonly voice: Voice;
  /** Null when `apply` rejected. */
  readonly result: WriteResult | null;
  /** The code with which it rejected. */
  readonly rejected: string | null;
  readonly planned: PlannedWrite;
  /** Every line the OLT got while the plan was applied, over all sessions. */
  readonly lines: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly unsaved: boolean;
  /** Ids of the steps that the OLT holds. */
  readonly holds: readonly string[];
  /** Ids of the steps that no screen shows. */
  readonly unseen: readonly string[];
  /** Sessions that were still open on the OLT at the end. */
  readonly openSessions: number;
}

const lingerMs = 250;

/** Plays a write against a simulator of its own, over Telnet. */
export async function runWrite(
  scenario: Scenario,
  faults: readonly PlacedFault[] = [],
  options: Partial<ConnectOltOptions> = {},
): Promise<WriteRun> {
  const { voice } = scenario;
  const lines: string[] = [];
  let applying = false;
  const simulator = await startSimulator({
    ...voice.simulator,
    onus: 4,
    unauthorized: 1,
    onlineAfterMs: 3,
    saveMs: 3,
    ...(faults.some(({ oneSession }) => oneSession) && { maxLogins: 1, lingerMs }),
    onLine: (line) => {
      if (!applying) return 'pass';
      lines.push(line);
      return faults.find((placed) => placed.line === lines.length - 1)?.fault ?? 'pass';
    },
  });
  const { state } = simulator.olt;
  try {
    scenario.prepare?.(state);
    const before = configurationOf(state);
    const olt = await connectOlt({
      target: `telnet://${simulator.username}@127.0.0.1:${simulator.telnet.port}`,
      password: simulator.password,
      ...voice.connection,
      ...(voice.snmp && {
        snmp: {
          ...{ target: `snmp://127.0.0.1:${simulator.snmp.port}`, version: '2c' },
          community: simulator.community,
        },
        budget: 'full',
      }),
      access: 'write',
      silenceMs,
      saveMs: silenceMs,
      // All these OLTs go by one address and one name: one lock would play them one after the other.
      lock: createInProcessLock(),
      ...options,
    });
    const planned = await olt.plan(scenario.name, scenario.request(state));
    if (planned.decision.kind !== 'plan') throw new Error(`nothing to do: ${planned.decision.kind}`);
    const ids = planned.decision.plan.steps.map(({ id }) => id);
    applying = true;
    const told = await tell(olt.apply(planned, scenario.save ? { save: true } : {}));
    applying = false;
    const after = configurationOf(state);
    const { unsaved } = state;
    const holds = ids.filter((id) => scenario.holds(id, state as SimulatedOlt));
    await olt.close();
    return {
      voice,
      ...told,
      planned,
      lines,
      before,
      after,
      unsaved,
      holds,
      unseen: scenario.unseen ?? [],
      openSessions: state.accounts.openSessions,
    };
  } finally {
    await simulator.close();
  }
}

async function tell(applied: Promise<WriteResult>): Promise<Pick<WriteRun, 'result' | 'rejected'>> {
  try {
    return { result: await applied, rejected: null };
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return { result: null, rejected: error.code };
  }
}

/** Whether a line is one that the driver may send as often as it likes. */
export function isRead({ platform }: Voice, line: string): boolean {
  return platform.readOnlyCommands.some((pattern) => pattern.test(line));
}

/** What a plan may send, and how often: each step once, each undo once. */
export function allowedSends({ decision }: PlannedWrite): ReadonlyMap<string, number> {
  const allowed = new Map<string, number>();
  if (decision.kind !== 'plan') return allowed;
  const commands: readonly PlanCommand[] = decision.plan.steps.flatMap((step) => [step, ...step.undo]);
  for (const { send } of commands) allowed.set(send, (allowed.get(send) ?? 0) + 1);
  return allowed;
}
