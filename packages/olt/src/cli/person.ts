import { oltError } from '../contract/errors.ts';
import { cliError } from './cli-error.ts';

/**
 * Asks for a secret, which is not shown. The question goes to standard error, so that standard output stays the result's.
 * @returns null where nobody is there to ask
 * @throws FieldError `olt.aborted`
 */
export async function askForSecret(message: string, signal: AbortSignal): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const { default: password } = await import('@inquirer/password');
  return answered(password({ message }, { signal, output: process.stderr }));
}

/**
 * Asks a person whether to go on, where there is one; a script has said so by calling.
 * @throws FieldError `cli.declined`, `olt.aborted`
 */
export async function confirmByPerson(message: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY) return;
  if (!process.stderr.isTTY) throw cliError('cli.declined');
  const { default: confirm } = await import('@inquirer/confirm');
  const agreed = await answered(confirm({ message, default: false }, { signal, output: process.stderr }));
  if (!agreed) throw cliError('cli.declined');
}

/** Ctrl+C at a prompt is the library's own error. */
async function answered<Answer>(prompt: Promise<Answer>): Promise<Answer> {
  try {
    return await prompt;
  } catch (cause) {
    const gaveUp = cause instanceof Error && /^(?:Exit|Abort)PromptError$/.test(cause.name);
    throw gaveUp ? oltError('olt.aborted', { doing: 'waiting for an answer' }, { cause }) : cause;
  }
}
