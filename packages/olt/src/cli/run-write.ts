import confirm from '@inquirer/confirm';
import type { WriteMap, WriteName } from '../contract/operations.ts';
import type { Olt } from '../driver/olt.ts';
import { describeDecision } from '../session/format-plan.ts';
import { cliError } from './cli-error.ts';
import type { CommandContext } from './command-builder.ts';
import { exitCodeOfResult, exitCodes } from './exit-code.ts';
import { describeResult } from './write-report.ts';

/** Options of every command that writes. */
export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** False with `--no-undo`. */
  readonly undo: boolean;
  /** False with `--no-save`. */
  readonly save: boolean;
}

/**
 * Plans a write and shows the plan; with `--dry-run` that is all. Otherwise asks when a person is there, applies it, saves once
 * and reports. Sets the exit code.
 */
export async function runWrite<Name extends WriteName>(
  olt: Olt,
  name: Name,
  request: WriteMap[Name],
  options: WriteOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const planned = await olt.plan(name, request, { signal });
  if (options.dryRun) {
    output.result({ dryRun: true, ...describeDecision(planned.decision) }, () => planned.text());
    if (planned.decision.kind === 'conflict') process.exitCode = exitCodes.conflict;
    return;
  }
  if (planned.decision.kind === 'plan') {
    output.say(planned.text());
    if (process.stdin.isTTY && !options.yes && !output.json) {
      const agreed = await confirm({ message: 'Apply this plan?', default: false }, { signal });
      if (!agreed) throw cliError('cli.declined');
    }
  }
  const result = await olt.apply(planned, {
    signal,
    undo: options.undo,
    save: options.save,
    onStep: (step, state) => output.say(`${state.padEnd(8)} ${step.id}`),
  });
  output.result(result, () => describeResult(result));
  process.exitCode = exitCodeOfResult(result);
}
