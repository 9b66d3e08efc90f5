import { type FieldError, isFieldError, ValidationError } from '@field/core';
import type { CliModeRef, CliPlatform, CliReply, CliRunOptions, CliSession } from '../contract/cli.ts';
import { type OltErrorCode, oltError } from '../contract/errors.ts';
import type { Prompts } from '../toolkit/terminal/prompts.ts';
import type { Channel } from './channel.ts';
import { aboutTask, type Limits, type Task, within } from './deadline.ts';
import { notMoved, toReply } from './interpret-reply.ts';
import { interrupt } from './interrupt.ts';
import { logOff } from './log-off.ts';
import type { LoginResult } from './login.ts';
import { ModeTracker, nextMove } from './mode-path.ts';
import { type Question, type RawReply, readReply } from './read-reply.ts';
import { Secrets } from './secrets.ts';
import type { SessionTimeouts } from './timeouts.ts';
import { Turns } from './turns.ts';

/** What a terminal session is made of, once the login is through. */
export interface TerminalParts {
  readonly channel: Channel;
  readonly platform: CliPlatform;
  readonly prompts: Prompts;
  readonly secrets: Secrets;
  readonly timeouts: SessionTimeouts;
  /** Answers a mode that asks for a password on entry. */
  readonly enablePassword: string;
  readonly login: LoginResult;
}

interface Exchange {
  readonly questions: readonly Question[];
  readonly until?: RegExp | undefined;
}

/** How long an interrupted device may be silent before it is cut off after all. */
const longestBreakMs = 2_000;
/** More steps than any way through a mode tree takes. */
const mostMoves = 20;

/** One logged-in terminal; see {@link CliSession}. */
export class TerminalSession implements CliSession {
  readonly banner: string;
  readonly #parts: TerminalParts;
  readonly #modes: ModeTracker;
  readonly #turns = new Turns();
  #ended: { readonly cause: unknown } | null = null;
  #closing: Promise<void> | null = null;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    this.banner = parts.login.banner;
    parts.prompts.suppose(parts.login.prompt.text);
    this.#modes = new ModeTracker(parts.login.prompt);
  }

  get host(): string {
    return this.#parts.prompts.host;
  }

  get mode(): CliModeRef {
    return this.#modes.current;
  }

  get usable(): boolean {
    return this.#ended === null && this.#closing === null;
  }

  async run(command: string, options: CliRunOptions = {}): Promise<CliReply> {
    checkCommand(command);
    const { secrets, platform } = this.#parts;
    secrets.add(options.secrets ?? []);
    const masked = new Secrets(options.secrets).mask(command);
    const task: Task = { doing: 'running "{command}"', command: masked };
    const limits = () => this.#limits(task, options);
    if (this.#closing !== null) throw this.#closed(task);
    return this.#turns.take(task, options.signal, async () => {
      if (this.#ended) throw this.#closed(task);
      await this.#walk(options.at ?? platform.home, limits());
      const questions = [...(options.dialogue ?? []), ...platform.questions];
      const raw = await this.#exchange(command, { questions, until: options.until }, limits(), true);
      this.#modes.see(raw.prompt);
      return toReply(masked, raw, this.#parts);
    });
  }

  /** Walks to where the session rests between reads. @throws FieldError what the device answers to the commands on the way */
  async walkHome(signal?: AbortSignal): Promise<void> {
    const task: Task = { doing: 'entering the home mode' };
    const limits = this.#limits(task, signal ? { signal } : {});
    await this.#turns.take(task, signal, () => this.#walk(this.#parts.platform.home, limits));
  }

  async close(): Promise<void> {
    this.#closing ??= this.#turns.take({ doing: 'logging off' }, undefined, () => this.#close());
    await this.#closing;
  }

  async #close(): Promise<void> {
    const { channel, platform, timeouts } = this.#parts;
    if (this.#ended === null) {
      const { logoutMs } = timeouts;
      const limits = this.#limits({ doing: 'logging off' }, { silenceMs: logoutMs, timeoutMs: logoutMs });
      try {
        await this.#walk(platform.logout.from, limits);
        await logOff(channel, platform, limits);
      } catch (error) {
        // Whatever a device does at log-off, all that is left is to close.
        if (!isFieldError(error)) throw error;
      }
    }
    await this.#end(null);
  }

  /**
   * Interrupts the command that was called off and logs off, as far as the prompt comes back soon: a session that is cut keeps its
   * place on the OLT for a while. Nothing but the interrupt is sent before a prompt is seen.
   */
  async #breakOff(): Promise<void> {
    const { channel, platform, prompts, timeouts } = this.#parts;
    const { logoutMs } = timeouts;
    const silenceMs = Math.min(logoutMs, longestBreakMs);
    const limits = this.#limits({ doing: 'logging off' }, { silenceMs, timeoutMs: logoutMs });
    try {
      this.#modes.see(await interrupt(channel, platform, prompts, limits));
      await this.#walk(platform.logout.from, limits);
      await logOff(channel, platform, limits);
    } catch (error) {
      // The connection is closed in any case.
      if (!isFieldError(error)) throw error;
    }
  }

  #limits(task: Task, options: Pick<CliRunOptions, 'silenceMs' | 'timeoutMs' | 'signal'>): Limits {
    const { timeouts } = this.#parts;
    return {
      silenceMs: options.silenceMs ?? timeouts.silenceMs,
      endsAt: performance.now() + (options.timeoutMs ?? timeouts.replyMs),
      signal: options.signal,
      ...task,
    };
  }

  #closed(task: Task): FieldError {
    return oltError('olt.session_closed', { ...task, commandSent: false }, { cause: this.#ended?.cause });
  }

  /** Sends one command and reads its reply. Whatever goes wrong here has lost the place and ends the session. */
  async #exchange(command: string, ask: Exchange, limits: Limits, counts: boolean): Promise<RawReply> {
    const { channel, platform, prompts, timeouts } = this.#parts;
    if (limits.signal?.aborted) throw oltError('olt.aborted', { ...aboutTask(limits), commandSent: false });
    let sent = false;
    try {
      channel.screen.mark();
      await channel.send(command + platform.lineEnd, 'command', limits);
      sent = true;
      const { settleMs } = timeouts;
      return await readReply(channel, platform, prompts, {
        command,
        until: undefined,
        ...ask,
        settleMs,
        limits,
      });
    } catch (error) {
      if (!sent && isFieldError(error, 'olt.read_only')) throw error;
      const ending = this.#annotate(error, limits, counts);
      if (isFieldError(ending, 'olt.aborted')) await this.#breakOff();
      await this.#end(ending);
      throw ending;
    } finally {
      channel.transcript.flush();
    }
  }

  /** Walks from the mode of the last prompt to `target`, one step for each prompt that comes back. */
  async #walk(target: CliModeRef, limits: Limits): Promise<void> {
    const { platform, enablePassword } = this.#parts;
    const password = { pattern: platform.login.password, reply: enablePassword, purpose: 'login' } as const;
    for (let moves = 0; ; moves += 1) {
      const from = this.#modes.current;
      const move = nextMove(platform, from, target);
      if (move === null) return;
      const questions = move.expected ? [password, ...platform.questions] : platform.questions;
      const raw = await this.#exchange(move.send, { questions }, limits, false);
      this.#modes.see(raw.prompt, move.expected);
      const { mode } = this.#modes.current;
      const moved = move.expected ? mode === move.expected.mode : mode !== from.mode;
      if (!moved || moves > mostMoves) throw notMoved(raw, this.#parts, limits);
    }
  }

  /** The same error without secrets, saying whether the command itself had been sent. */
  #annotate(error: unknown, task: Task, commandSent: boolean): unknown {
    if (!isFieldError(error) || !isOltCode(error.code)) return error;
    const { secrets, platform } = this.#parts;
    const mask = (value: unknown) => (typeof value === 'string' ? secrets.quote(value) : value);
    const details = Object.fromEntries(
      Object.entries(error.details).map(([key, value]) => [key, mask(value)]),
    );
    // A password that is asked for twice was wrong.
    const wrong =
      error.code === 'olt.unknown_question' &&
      String(details.question).search(platform.login.password) !== -1;
    const code = wrong ? 'olt.auth_refused' : error.code;
    const { retryable } = error;
    const about = details.doing === undefined ? {} : aboutTask(task);
    return oltError(code, { ...details, ...about, commandSent }, { cause: error.cause, retryable });
  }

  async #end(cause: unknown): Promise<void> {
    this.#ended ??= { cause };
    const { channel, timeouts } = this.#parts;
    channel.transcript.flush();
    const endsAt = performance.now() + timeouts.logoutMs;
    try {
      await within({ silenceMs: timeouts.logoutMs, endsAt, signal: undefined, doing: 'closing' }, () =>
        channel.transport.close(),
      );
    } catch (error) {
      // A connection that cannot even be closed in time is of no use any more either.
      if (!isFieldError(error)) throw error;
    }
  }
}

/** Errors of other catalogues (a transport of somebody else's, a test's) pass as they are. */
function isOltCode(code: string): code is OltErrorCode {
  return Object.hasOwn(oltError.catalogue, code);
}

/** A line end inside a command would send two, and a control character can answer a question. */
function checkCommand(command: string): void {
  const path = ['command'];
  if (command.trim() === '') throw new ValidationError([{ path, code: 'required', params: {} }]);
  if (/[\u0000-\u001f\u007f-\u009f]/.test(command))
    throw new ValidationError([{ path, code: 'invalid', params: {} }]);
}
