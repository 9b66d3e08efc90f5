import { isFieldError } from '@field/core';
import type { CliPlatform } from '../contract/cli.ts';
import type { Channel } from './channel.ts';
import type { Limits } from './deadline.ts';
import { recognise } from './recognise.ts';

/**
 * Sends the log-off command from the mode the session is in, answers its questions, and waits until the device says farewell,
 * hangs up or the limit passes. A device that is gone is logged off.
 */
export async function logOff(channel: Channel, platform: CliPlatform, limits: Limits): Promise<void> {
  const { logout, lineEnd } = platform;
  const { screen } = channel;
  const questions = [...logout.questions];
  let above = '';
  try {
    screen.mark();
    await channel.send(logout.send + lineEnd, 'command', limits);
    for (;;) {
      await channel.receive(limits);
      const finished = screen.take();
      const { farewell } = logout;
      if (farewell && [...finished, screen.lastLine].some((line) => line.search(farewell) !== -1)) return;
      above = finished.at(-1) ?? above;
      const asks = recognise(screen.lastLine, above, platform, questions);
      if (asks === null) continue;
      screen.clearLastLine();
      if (asks.kind === 'question') {
        // Each question is answered once: one that comes again is left to the limit.
        questions.splice(questions.indexOf(asks.question), 1);
        const { reply, raw } = asks.question;
        await channel.send(raw ? reply : reply + lineEnd, 'answer', limits);
      } else if (asks.kind === 'completion') await channel.send(lineEnd, 'answer', limits);
      else await channel.send(asks.reply, 'answer', limits);
    }
  } catch (error) {
    if (!isFieldError(error)) throw error;
  }
}
