import type { CliPlatform } from '../contract/cli.ts';
import type { Prompt, Prompts } from '../toolkit/terminal/prompts.ts';
import type { Channel } from './channel.ts';
import type { Limits } from './deadline.ts';

/** Ctrl+C. */
const interruptKey = '\u0003';

/**
 * Interrupts what runs on the device and waits for a prompt that comes after that: what stood on the line before may be older than
 * the command, and a question that is open now must not be answered by what is sent next.
 * @throws FieldError `olt.timeout`, `olt.session_closed`, `olt.read_only`
 */
export async function interrupt(
  channel: Channel,
  platform: CliPlatform,
  prompts: Prompts,
  limits: Limits,
): Promise<Prompt> {
  const { screen } = channel;
  screen.mark();
  screen.clearLastLine();
  await channel.send(platform.completion?.abort ?? interruptKey, 'answer', limits);
  for (;;) {
    await channel.receive(limits);
    screen.take();
    const prompt = prompts.match(screen.lastLine);
    if (prompt) return prompt;
  }
}
