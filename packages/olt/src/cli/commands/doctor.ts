import { isFieldError, type Locale } from '@field/core';
import { parseTarget } from '../../driver/target.ts';
import type { CommandBuilder } from '../command-builder.ts';
import type { ConnectionOptions, OltReach } from '../connect.ts';
import { examineNetwork } from '../doctor/examine-network.ts';
import { examineSession, examineSnmp } from '../doctor/examine-session.ts';
import { doctorSteps, type Finding, failed, skipped } from '../doctor/finding.ts';
import { exitCodeOf } from '../exit-code.ts';
import { table } from '../table.ts';

const defaultTimeoutSeconds = 20;

/** `field-olt doctor`: what on the way to an OLT works, and what does not. */
export function addDoctor(builder: CommandBuilder): void {
  builder.reach<ConnectionOptions>({
    usage: 'doctor',
    several: true,
    summary: 'say step by step what works on the way to the OLT, and what to do about what does not',
    details: `Steps: ${doctorSteps.join(', ')}. Each is ok, failed with the next step to take, or skipped. One login is tried, never a second one
with a password that was refused, and nothing but reads is sent. The exit code is that of the first step that failed.`,
    examples: [
      'field-olt doctor ssh://admin@10.0.0.2',
      'field-olt doctor ssh://admin@10.0.0.2 --snmp 10.0.0.2:161 --json',
      'field-olt doctor all --inventory olts.yaml',
    ],
    async run(reach, _args, { options, output, signal }) {
      const findings = await examine(reach, (options.timeout ?? defaultTimeoutSeconds) * 1000, signal);
      const next = (finding: Finding) => finding.error?.text(output.locale).next ?? null;
      const document = findings.map(({ step, state, detail, error }) => ({
        ...{ step, state, detail },
        error: error ? { code: error.code, next: error.text(output.locale).next } : null,
      }));
      output.result({ target: reach.entry.target, steps: document }, () =>
        table(findings, [
          ['STEP', ({ step }) => step],
          ['STATE', ({ state }) => state],
          ['DETAIL', (finding) => detailOf(finding, output.locale)],
          ['NEXT STEP', next],
        ]),
      );
      const first = findings.find(({ state }) => state === 'failed');
      if (first) output.exit(exitCodeOf(first.error));
    },
  });
}

function detailOf({ detail, error }: Finding, locale: Locale): string {
  return error ? `${error.text(locale).message} [${error.code}]` : detail;
}

async function examine(reach: OltReach, timeoutMs: number, signal: AbortSignal): Promise<readonly Finding[]> {
  const target = parseTarget(reach.entry.target);
  const findings: Finding[] = await examineNetwork(target, timeoutMs, signal);
  const broken = findings.find(({ state }) => state === 'failed');
  if (!broken && target.kind !== 'snmp')
    findings.push(...(await examineSession(() => reach.settings(signal), signal)));
  findings.push(await snmpOf(reach, signal));
  const why = broken ? `after ${broken.step}` : 'no command line was named';
  return doctorSteps.map((step) => findings.find((one) => one.step === step) ?? skipped(step, why));
}

/** The agent may answer where the command line does not. */
async function snmpOf(reach: OltReach, signal: AbortSignal): Promise<Finding> {
  try {
    return await examineSnmp(await reach.settings(signal), signal);
  } catch (error) {
    if (!isFieldError(error) || signal.aborted) throw error;
    // A secret of the login says nothing of the agent.
    return reach.entry.settings.snmp || parseTarget(reach.entry.target).kind === 'snmp'
      ? failed('snmp', error)
      : skipped('snmp', 'not looked at');
  }
}
