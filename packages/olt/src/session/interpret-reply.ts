import type { FieldError } from '@field/core';
import type { CliPlatform, CliReply } from '../contract/cli.ts';
import { type OltErrorCode, oltError } from '../contract/errors.ts';
import { findRefusal, matchRefusal } from '../toolkit/terminal/find-refusal.ts';
import { aboutTask, type Task } from './deadline.ts';
import type { RawReply } from './read-reply.ts';
import type { Secrets } from './secrets.ts';

/** What a reply is read with. */
interface Reading {
  readonly platform: CliPlatform;
  readonly secrets: Secrets;
}

/**
 * What a device answered to a command, by the refusals of its platform.
 * @throws FieldError the code of the refusal, `olt.incomplete_command`, `olt.timeout` where the reply never ended
 */
export function toReply(command: string, raw: RawReply, { platform, secrets }: Reading): CliReply {
  if (raw.incomplete !== null)
    throw oltError('olt.incomplete_command', { text: secrets.quote(raw.incomplete), command });
  const refusal = findRefusal(raw.lines, platform);
  if (refusal && isCode(refusal.outcome))
    throw oltError(refusal.outcome, { text: secrets.quote(refusal.text), command });
  if (raw.unfinished)
    throw oltError('olt.timeout', { doing: 'running "{command}"', command, commandSent: true });
  const outcome =
    refusal?.outcome === 'empty' || refusal?.outcome === 'already_done' ? refusal.outcome : 'ok';
  return { command, text: raw.lines.join('\n'), outcome };
}

/** Why a command that leads to another mode did not, as far as the device says. */
export function notMoved(raw: RawReply, { platform, secrets }: Reading, task: Task): FieldError {
  for (const line of raw.lines) {
    const refused = matchRefusal(line.trim(), '', platform.login.refusals);
    if (refused && isCode(refused.outcome)) return oltError(refused.outcome);
  }
  const refusal = findRefusal(raw.lines, platform);
  const text = secrets.quote(refusal?.text ?? raw.lines.at(-1)?.trim() ?? raw.prompt.text);
  const code = refusal && isCode(refusal.outcome) ? refusal.outcome : 'olt.unexpected_reply';
  return oltError(code, { text, ...aboutTask(task) });
}

function isCode(outcome: string): outcome is OltErrorCode {
  return outcome !== 'empty' && outcome !== 'already_done';
}
