import { type FieldError, isFieldError, ValidationError } from '@field/core';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { PlanCommand, PlanStep } from '../contract/plan.ts';
import { Secrets } from './secrets.ts';

/**
 * What became of a step. `refused`: nothing happened, whoever said no. `uncertain`: it may or may not hold; only reading back
 * tells.
 */
export type StepFate =
  | { readonly kind: 'done' | 'already' }
  | { readonly kind: 'refused' | 'uncertain'; readonly error: FieldError };

/** Sends one step once and judges its reply. */
export async function applyStep(
  cli: CliSession,
  step: PlanStep,
  signal: AbortSignal | undefined,
): Promise<StepFate> {
  try {
    const reply = await send(cli, step, signal);
    if (reply.outcome !== 'ok') return { kind: 'already' };
    if (step.success && reply.text.search(step.success) === -1)
      return { kind: 'uncertain', error: unexpected(reply.text, step) };
    return { kind: 'done' };
  } catch (error) {
    // What is no error of the session is a mistake in a program: the step may have gone out before it.
    if (!isFieldError(error)) return { kind: 'uncertain', error: unexpected(String(error), step) };
    if (step.accepts?.some((code) => code === error.code)) return { kind: 'already' };
    const refused = cli.usable || error instanceof ValidationError || error.details.commandSent === false;
    const timedOut = error.details.commandSent === true;
    return { kind: refused && !timedOut ? 'refused' : 'uncertain', error };
  }
}

/** What an undo may find: it was gone before. */
const gone: readonly string[] = ['olt.onu_not_found', 'olt.service_not_found'];

/** Runs the undo commands of a step, each once. False when one was refused or its fate is uncertain. */
export async function undoStep(cli: CliSession, step: PlanStep): Promise<boolean> {
  for (const command of step.undo) {
    try {
      await send(cli, command, undefined);
    } catch (error) {
      if (!isFieldError(error)) throw error;
      if (!cli.usable || !gone.includes(error.code)) return false;
    }
  }
  return true;
}

function send(cli: CliSession, command: PlanCommand, signal: AbortSignal | undefined) {
  const { at, dialogue = [], secrets = [] } = command;
  return cli.run(command.send, { at, dialogue, secrets, ...(signal && { signal }) });
}

const longestText = 200;

function unexpected(reply: string, { secrets = [] }: PlanCommand): FieldError {
  const text = new Secrets(secrets).quote(reply.replace(/\s+/g, ' ').trim()).slice(0, longestText);
  return oltError('olt.unexpected_reply', { text: text === '' ? '(no output)' : text });
}
