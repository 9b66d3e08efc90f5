import { randomBytes } from 'node:crypto';
import { oltError } from '../contract/errors.ts';
import type { ReadMap, ReadName } from '../contract/operations.ts';
import { type OltTarget, parseTarget } from '../driver/target.ts';
import { CaseRecorder } from '../recording/case-recorder.ts';
import { createPseudonyms } from '../recording/pseudonyms.ts';
import type { RecordedCase } from '../recording/recorded-case.ts';
import { createSnmpSession } from '../snmp/net-snmp-session.ts';
import type { OltReach } from './connect.ts';
import type { Output } from './output.ts';
import { fromEnvironment } from './secrets.ts';

/** What is recorded: readings of a driver, and parts of the agent's tree. */
export interface RecordRequest {
  readonly readings: readonly (readonly [name: ReadName, request: object])[];
  readonly walks: readonly string[];
}

/** Reads and walks, and makes a case of it. */
export async function recordCase(
  reach: OltReach,
  { readings, walks }: RecordRequest,
  { output, signal }: { readonly output: Output; readonly signal: AbortSignal },
): Promise<RecordedCase> {
  const recorder = new CaseRecorder();
  const settings = await reach.settings(signal);
  const target = parseTarget(settings.target);
  const { vendor, profile } =
    readings.length === 0
      ? { vendor: '', profile: '' }
      : await recordReadings(reach, readings, recorder, { output, signal });
  if (walks.length > 0) await recordWalks(reach, walks, recorder, { output, signal });
  return recorder.finish({
    ...{ vendor, profile },
    user: target.kind === 'snmp' ? null : (target.username ?? settings.username ?? ''),
    pseudonyms: createPseudonyms(fromEnvironment('recordKey') ?? randomBytes(32).toString('hex')),
    recordedAt: new Date(),
    names: [target.host],
  });
}

type Context = Parameters<typeof recordCase>[2];

async function recordReadings(
  reach: OltReach,
  readings: RecordRequest['readings'],
  recorder: CaseRecorder,
  { output, signal }: Context,
): Promise<{ readonly vendor: string; readonly profile: string }> {
  const olt = await reach.connect(signal, recorder.taps);
  try {
    // Who it is comes first: its name is the one that must not be in the case.
    for (const [name, request] of [['readSystem', {}] as const, ...readings]) {
      output.say(`reading ${name}`);
      await recorder.read(olt, name, request as ReadMap[ReadName]['request'], {
        signal,
        onProgress: output.progress,
      });
    }
  } finally {
    await olt.close();
  }
  return olt;
}

/** An agent is walked whoever made it: a box no driver knows is the one worth recording. */
async function recordWalks(
  reach: OltReach,
  walks: readonly string[],
  recorder: CaseRecorder,
  { output, signal }: Context,
): Promise<void> {
  const { snmp, target } = await reach.settings(signal);
  if (!snmp) throw oltError('olt.bad_request', { field: 'snmp', reason: 'an SNMP target needs credentials' });
  const { target: agent = target, ...credentials } = snmp;
  const { host, port }: OltTarget = parseTarget(agent);
  const session = createSnmpSession({ host, port, credentials, budget: reach.budget });
  try {
    for (const root of walks) output.say(`${root}: ${await recorder.walk(session, root, signal)} variables`);
  } finally {
    await session.close();
  }
}
