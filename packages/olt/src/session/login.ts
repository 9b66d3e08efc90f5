import { type FieldError, isFieldError } from '@field/core';
import type { CliPlatform, CliQuestion } from '../contract/cli.ts';
import { type OltErrorCode, oltError } from '../contract/errors.ts';
import { matchRefusal } from '../toolkit/terminal/find-refusal.ts';
import type { Prompt, Prompts } from '../toolkit/terminal/prompts.ts';
import type { Channel } from './channel.ts';
import type { Limits } from './deadline.ts';
import { looksLikeQuestion } from './recognise.ts';

export interface LoginRequest {
  readonly user: string;
  readonly password: string;
  readonly limits: Limits;
  /** How long a question nothing lists must stand, or a prompt when nobody asked for a password: a banner may look like one. */
  readonly settleMs: number;
}

/** The first prompt, and all that was printed before it. */
export interface LoginResult {
  readonly prompt: Prompt;
  readonly banner: string;
}

/**
 * Answers the terminal's login dialogue, user and password once each, and waits for the first prompt.
 * @throws FieldError `olt.auth_refused`, `olt.account_locked`, `olt.session_limit` and what else `login.refusals` names;
 * `olt.timeout`, `olt.session_closed`, `olt.aborted`
 */
export async function logIn(
  channel: Channel,
  platform: CliPlatform,
  prompts: Prompts,
  request: LoginRequest,
): Promise<LoginResult> {
  const { screen } = channel;
  const { login, lineEnd } = platform;
  const lines: string[] = [];
  const asked = new Map<CliQuestion, number>();
  let userSent = false;
  let passwordSent = false;

  const refuse = () => throwRefusal([...lines, screen.lastLine], platform);
  const send = async (text: string) => {
    lines.push(screen.lastLine);
    screen.clearLastLine();
    await channel.send(text, 'login', request.limits);
  };
  const answer = async (): Promise<boolean> => {
    const line = screen.lastLine;
    if (line.search(login.password) !== -1) {
      if (passwordSent) throw oltError('olt.auth_refused');
      passwordSent = true;
      await send(request.password + lineEnd);
    } else if (line.search(login.user) !== -1) {
      if (userSent) throw oltError('olt.auth_refused');
      userSent = true;
      await send(request.user + lineEnd);
    } else {
      const question = login.questions.find(({ pattern }) => line.search(pattern) !== -1);
      if (!question) return false;
      const times = (asked.get(question) ?? 0) + 1;
      if (times > (question.atMost ?? 1)) throw unknownQuestion(line);
      asked.set(question, times);
      await send(question.raw ? question.reply : question.reply + lineEnd);
    }
    return true;
  };

  for (;;) {
    const prompt = prompts.match(screen.lastLine);
    const certain = passwordSent || channel.transport.authenticated;
    if (prompt && certain) return { prompt, banner: joinBanner(channel, lines) };
    if (!prompt) await answer();
    const asking = !prompt && looksLikeQuestion(screen.lastLine, platform);
    const silenceMs = prompt || asking ? request.settleMs : request.limits.silenceMs;
    try {
      await channel.receive({ ...request.limits, silenceMs });
    } catch (error) {
      lines.push(...screen.take());
      const timedOut = isFieldError(error, 'olt.timeout');
      if (prompt && timedOut) return { prompt, banner: joinBanner(channel, lines) };
      if (asking && timedOut) throw unknownQuestion(screen.lastLine);
      throw error;
    }
    lines.push(...screen.take());
    refuse();
  }
}

function joinBanner(channel: Channel, lines: readonly string[]): string {
  const text = lines.map((line) => line.trimEnd()).join('\n');
  return [channel.transport.banner.trim(), text.trim()].filter((part) => part !== '').join('\n');
}

function throwRefusal(lines: readonly string[], platform: CliPlatform): void {
  for (const [index, line] of lines.entries()) {
    const next = (lines[index + 1] ?? '').trim();
    const match = matchRefusal(line.trim(), next, platform.login.refusals);
    if (match && match.outcome !== 'empty' && match.outcome !== 'already_done')
      throw loginError(match.outcome, line.trim());
  }
}

function loginError(code: OltErrorCode, text: string): FieldError {
  return oltError(code, { text });
}

function unknownQuestion(line: string): FieldError {
  return oltError('olt.unknown_question', { question: line.trim() });
}
