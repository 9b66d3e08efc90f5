import type { WriteMap, WriteName } from '../contract/operations.ts';
import type { Olt } from '../driver/olt.ts';
import { describeDecision } from '../session/format-plan.ts';
import type { CommandContext } from './command-builder.ts';
import { exitCodeOfConflict, exitCodeOfResult } from './exit-code.ts';
import { confirmByPerson } from './person.ts';
import { printableText } from './printable.ts';
import type { WriteOptions } from './write-options.ts';
import { describePlanned, describeResult } from './write-report.ts';

/**
 * Plans a write and shows the plan; with `--dry-run` that is all. Otherwise asks when a person is there, applies it, saves once
 * and reports. Sets the exit code.
 */
export async function runWrite<Name extends WriteName>(
  olt: Olt,
  name: Name,
  request: WriteMap[Name],
  { options, output, signal }: CommandContext<WriteOptions>,
): Promise<void> {
  const planned = await olt.plan(name, request, { signal });
  const { decision } = planned;
  const plan = () => describePlanned(decision, output.locale);
  if (options.dryRun) {
    output.result({ dryRun: true, ...describeDecision(decision) }, plan);
    if (decision.kind === 'conflict') output.exit(exitCodeOfConflict(decision.code));
    return;
  }
  if (decision.kind === 'plan') {
    output.say(plan());
    const shown = output.json ? `${printableText(plan())}\n` : '';
    if (!options.yes) await confirmByPerson(`${shown}Apply this plan?`, signal);
  }
  const result = await olt.apply(planned, {
    signal,
    undo: options.undo !== false,
    save: options.save !== false,
    onStep: (step, state) => output.say(`${state.padEnd(8)} ${step.id}`),
  });
  output.result(result, () => describeResult(result, output.locale));
  output.exit(exitCodeOfResult(result));
}
