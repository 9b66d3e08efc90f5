import type { CliPlatform, CliSession } from '../../contract/cli.ts';
import { oltError } from '../../contract/errors.ts';
import type { SnmpSession, SnmpValue } from '../../contract/snmp.ts';
import type { CaseRecording, CaseTerminal, ReadCase, WriteCase } from '../../contract/vendor-cases.ts';
import type {
  OltProfile,
  OltSessions,
  ReadOperation,
  SessionKind,
  WriteOperation,
} from '../../contract/vendor-driver.ts';
import { encodeVariable } from '../../recording/recorded-case.ts';
import { createReplaySnmp } from '../../recording/replay-snmp.ts';
import { runPlan } from '../../session/run-plan.ts';
import { openDialogue, toScript } from './case-dialogue.ts';
import { type CaseTexts, recordingsIn } from './case-texts.ts';
import type { ContractCheck } from './contract-check.ts';
import { must } from './contract-errors.ts';
import { mustMatch } from './must-match.ts';
import { parseWalk } from './parse-walk.ts';
import { codeOf } from './screen-checks.ts';

/** Serves a recorded walk and opens a session with it; null with the reason where that cannot be done here. */
export type WalkOpener = (recording: CaseRecording) => Promise<SnmpSession>;

/** What the cases of a profile are played with. */
export interface CaseBench {
  readonly profile: OltProfile;
  readonly terminal: CaseTerminal | undefined;
  readonly texts: CaseTexts;
  readonly openWalk?: WalkOpener | undefined;
}

type AnyCase = ReadCase | WriteCase;

/** The sessions a case has. */
export function sessionsOf({ exchanges, variables }: AnyCase): readonly SessionKind[] {
  return [...(exchanges ? (['cli'] as const) : []), ...(variables ? (['snmp'] as const) : [])];
}

/** The way a read case takes: the one that needs the sessions the case has. */
export function wayOf(profile: OltProfile, one: ReadCase): ReadOperation<typeof one.operation> | undefined {
  const has = sessionsOf(one);
  const ways = (profile.reads[one.operation] ?? []) as readonly ReadOperation<typeof one.operation>[];
  return ways.find(({ needs }) => needs.length === has.length && needs.every((kind) => has.includes(kind)));
}

function describeCase(bench: CaseBench, one: AnyCase): Pick<ContractCheck, 'group' | 'skip'> {
  const over = sessionsOf(one).join(' and ');
  const about = one.title === undefined ? '' : `: ${one.title}`;
  const walk = isRecording(one.variables) ? [one.variables] : [];
  return {
    group: `${bench.profile.name}: ${one.operation} over ${over}${about}`,
    skip: bench.texts.missing(...recordingsIn(one.exchanges), ...walk),
  };
}

/** A read, held against what a device says and holds. */
export function readCheck(bench: CaseBench, one: ReadCase): ContractCheck {
  const run = async () => {
    const way = wayOf(bench.profile, one);
    must(way !== undefined, `${one.operation} cannot be read over ${sessionsOf(one).join(' and ')}`);
    const { sessions, finish } = await openSessions(bench, one, true);
    const reading = way.read(sessions, one.request);
    if (one.error !== undefined) {
      const code = await codeOf(reading);
      must(code === one.error, `rejects with ${code}, not ${one.error}`);
    } else mustMatch(await reading, one.result);
    await finish();
  };
  return { ...describeCase(bench, one), title: one.error ?? 'gives what the device holds', run };
}

/** A write, planned, applied and read back, command by command. */
export function writeCheck(bench: CaseBench, one: WriteCase): ContractCheck {
  const run = async () => {
    const operation = bench.profile.writes[one.operation] as WriteOperation<typeof one.operation> | undefined;
    must(operation !== undefined, `there is no ${one.operation}`);
    const { sessions, after, finish } = await openSessions(bench, one, false);
    const decision = await operation.plan(sessions, one.request);
    const plan = decision.kind === 'plan' ? decision.plan : null;
    for (const { send } of plan?.steps ?? [])
      must(!passesGate(bench.profile, send), `a read-only session would let ${send} out`);
    const result = await runPlan(sessions.cli, decision, {
      verify: async (cli) => {
        must(plan !== null, 'there is no plan to read back');
        return operation.verify(after(cli), one.request, plan);
      },
    });
    mustMatch(result, one.result);
    await finish();
  };
  return { ...describeCase(bench, one), title: 'is done as the case says, and read back', run };
}

async function openSessions(bench: CaseBench, one: AnyCase, readOnly: boolean) {
  const { profile, terminal, texts } = bench;
  let dialogue: Awaited<ReturnType<typeof openDialogue>> | null = null;
  if (one.exchanges) {
    must(profile.cli !== null && terminal !== undefined, `${profile.name} has no terminal`);
    dialogue = await openDialogue(profile.cli, toScript(terminal, one.exchanges, texts), { readOnly });
  }
  const snmp = await openSnmp(bench, one.variables);
  const later = 'variablesAfter' in one ? await openSnmp(bench, one.variablesAfter) : null;
  const cli = dialogue?.cli ?? null;
  return {
    sessions: give(cli, snmp),
    after: (session: CliSession) => give(session, later ?? snmp),
    async finish() {
      await cli?.close();
      await snmp?.close();
      if (dialogue) must(dialogue.transport.finished, 'not all the case expects was sent');
    },
  };
}

async function openSnmp(
  { texts, openWalk }: CaseBench,
  variables: AnyCase['variables'],
): Promise<SnmpSession | null> {
  if (variables === undefined) return null;
  if (!isRecording(variables)) return agentOf(Object.entries(variables));
  return openWalk ? openWalk(variables) : agentOf(parseWalk(texts.read(variables)));
}

function agentOf(values: Iterable<readonly [string, SnmpValue]>): SnmpSession {
  return createReplaySnmp([...values].map(([oid, value]) => encodeVariable(oid, value)));
}

/** Whether variables are those of a recorded walk. */
export function isRecording(
  variables: CaseRecording | Readonly<Record<string, SnmpValue>> | undefined,
): variables is CaseRecording {
  return variables !== undefined && 'recording' in variables;
}

function give(cli: CliSession | null, snmp: SnmpSession | null): OltSessions {
  const needed = <Session>(session: Session | null, kind: SessionKind): Session => {
    if (session === null) throw oltError('olt.unsupported_operation', { sessions: kind });
    return session;
  };
  return {
    get cli() {
      return needed(cli, 'cli');
    },
    get snmp() {
      return needed(snmp, 'snmp');
    },
    signal: undefined,
    progress: () => {},
  };
}

function passesGate({ cli }: OltProfile, command: string): boolean {
  return (cli as CliPlatform).readOnlyCommands.some((pattern) =>
    new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(command),
  );
}
