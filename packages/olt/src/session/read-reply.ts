import { isFieldError } from '@field/core';
import type { CliPlatform, CliQuestion } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { WritePurpose } from '../contract/transport.ts';
import { trimBlankLines } from '../toolkit/lines.ts';
import { dropRepeat, findEcho, squeeze } from '../toolkit/terminal/echo.ts';
import { findRefusal } from '../toolkit/terminal/find-refusal.ts';
import { NoiseFilter } from '../toolkit/terminal/noise.ts';
import type { Prompt, Prompts } from '../toolkit/terminal/prompts.ts';
import type { Channel } from './channel.ts';
import type { Limits } from './deadline.ts';
import { longestRequest, looksLikeQuestion, type Request, recognise } from './recognise.ts';

/** A question whose reply is a password goes out as `login`. */
export type Question = CliQuestion & { readonly purpose?: WritePurpose };

/** A command that was sent, and how its reply is to be read. */
export interface ReplyRequest {
  readonly command: string;
  /** All questions that may be answered, the command's own first. */
  readonly questions: readonly Question[];
  /** Must have been printed, before or after the prompt, before the reply is complete. */
  readonly until: RegExp | undefined;
  /** How long a line of a question's shape must stand before it is one. */
  readonly settleMs: number;
  readonly limits: Limits;
}

/** A complete reply: its lines without echo, pagers, answered questions, noise and prompt. */
export interface RawReply {
  readonly lines: readonly string[];
  readonly prompt: Prompt;
  /** The completion mark of a command that lacks an argument and was broken off. */
  readonly incomplete: string | null;
  /** True when `until` did not come in time: the session is at its prompt, but what it waited for is open. */
  readonly unfinished: boolean;
}

const mostCompletions = 4;

/**
 * Reads what a device answers to one command, from the echo to the next prompt, answering pagers, completion marks and listed
 * questions on the way.
 * @throws FieldError `olt.timeout`, `olt.session_closed`, `olt.aborted`, `olt.unknown_question`, `olt.reply_too_long`
 */
export async function readReply(
  channel: Channel,
  platform: CliPlatform,
  prompts: Prompts,
  request: ReplyRequest,
): Promise<RawReply> {
  return new ReplyReader(channel, platform, prompts, request).read();
}

class ReplyReader {
  readonly #channel: Channel;
  readonly #platform: CliPlatform;
  readonly #prompts: Prompts;
  readonly #request: ReplyRequest;
  readonly #noise: NoiseFilter;
  readonly #beforeEcho: string[] = [];
  #body: string[] = [];
  #echoed = false;
  #prompt: Prompt | null = null;
  #reached: boolean;
  #answer: string | null = null;
  readonly #asked = new Map<Question, number>();
  #completions = 0;
  #incomplete: string | null = null;

  constructor(channel: Channel, platform: CliPlatform, prompts: Prompts, request: ReplyRequest) {
    this.#channel = channel;
    this.#platform = platform;
    this.#prompts = prompts;
    this.#request = request;
    this.#noise = new NoiseFilter(platform.noise, prompts);
    this.#reached = request.until === undefined;
  }

  async read(): Promise<RawReply> {
    for (;;) {
      const inTime = await this.#receive();
      for (const line of this.#channel.screen.take()) this.#readFinished(line);
      if (this.#echoed) this.#readUnfinished(this.#channel.screen.lastLine);
      if (this.#prompt) {
        if (!inTime || this.#reached || findRefusal(this.#body, this.#platform))
          return this.#finish(this.#prompt, !inTime);
      } else if (this.#echoed) await this.#answerLast();
    }
  }

  /**
   * Waits for text; false when none came and only `until` is still waited for. A line that looks like a question nothing lists is
   * one when nothing follows it.
   */
  async #receive(): Promise<boolean> {
    const { limits, settleMs } = this.#request;
    const { screen } = this.#channel;
    const asking = this.#echoed && !this.#prompt && looksLikeQuestion(screen.lastLine, this.#platform);
    const silenceMs = asking ? Math.min(settleMs, limits.silenceMs) : limits.silenceMs;
    try {
      await this.#channel.receive({ ...limits, silenceMs });
      return true;
    } catch (error) {
      const timedOut = isFieldError(error, 'olt.timeout');
      if (timedOut && asking) throw unknownQuestion(this.#lastWords(screen.lastLine));
      if (timedOut && this.#prompt) return false;
      throw error;
    }
  }

  #readUnfinished(line: string): void {
    this.#reached ||= this.#isReachedBy(line);
    if (!this.#prompt) this.#readPrompt(line);
  }

  #readFinished(line: string): void {
    this.#reached ||= this.#echoed && this.#isReachedBy(line);
    if (this.#echoed && !this.#prompt && this.#readPrompt(line)) return;
    for (const clean of this.#noise.push(line)) {
      if (!this.#echoed || this.#prompt || !this.#readPrompt(clean)) this.#readClean(clean);
    }
  }

  #isReachedBy(line: string): boolean {
    return this.#request.until !== undefined && line.search(this.#request.until) !== -1;
  }

  #readClean(line: string): void {
    if (!this.#echoed) {
      this.#beforeEcho.push(line);
      const start = findEcho(this.#beforeEcho, this.#request.command, this.#prompts);
      if (start === null) return;
      this.#prompts.learn(start);
      this.#echoed = true;
    } else if (this.#prompt) {
      // Only `until` is still waited for; what comes after the prompt belongs to no command.
      if (!this.#reached) this.#body.push(line);
    } else if (this.#answer === null || !this.#isEchoOfAnswer(line, this.#answer)) this.#body.push(line);
  }

  /** An answer is echoed in the rest of its line or in the next line with text in it, or not at all. */
  #isEchoOfAnswer(line: string, answer: string): boolean {
    if (line.trim() === '') return true;
    this.#answer = null;
    return squeeze(line) === squeeze(answer);
  }

  #readPrompt(line: string): boolean {
    this.#prompt = this.#prompts.match(line);
    // A prompt inside a block of noise says that the block was none.
    if (this.#prompt) this.#body.push(...this.#noise.release());
    return this.#prompt !== null;
  }

  async #answerLast(): Promise<void> {
    const { screen } = this.#channel;
    // Noise may have pushed the cursor off the line that waits: then that line is the last of the body.
    const onScreen = screen.lastLine.length > longestRequest || screen.lastLine.trim() !== '';
    const at = onScreen ? this.#body.length : this.#body.findLastIndex((line) => line.trim() !== '');
    const line = onScreen ? screen.lastLine : (this.#body[at] ?? '');
    const asks = recognise(line, this.#body[at - 1] ?? '', this.#platform, this.#request.questions);
    if (!asks) return;
    this.#body = this.#body.slice(0, asks.wrapped ? at - 1 : at);
    const column = asks.kind === 'pager' ? asks.column : 0;
    if (onScreen) screen.cutLastLine(column);
    else if (column > 0) this.#body.push(line.slice(0, column));
    await this.#reply(asks);
  }

  async #reply(asks: Request): Promise<void> {
    const { limits } = this.#request;
    if (asks.kind === 'pager') return this.#channel.send(asks.reply, 'answer', limits);
    if (asks.kind === 'completion') {
      this.#completions += 1;
      if (this.#completions > mostCompletions) throw unknownQuestion(asks.text);
      if (!asks.accepted) this.#incomplete ??= asks.text;
      const text = asks.accepted ? this.#platform.lineEnd : (this.#platform.completion?.abort ?? '');
      return this.#channel.send(text, 'answer', limits);
    }
    const question: Question = asks.question;
    const times = (this.#asked.get(question) ?? 0) + 1;
    if (times > (question.atMost ?? 1)) throw unknownQuestion(asks.text);
    this.#asked.set(question, times);
    this.#answer = question.reply;
    const text = question.raw ? question.reply : question.reply + this.#platform.lineEnd;
    await this.#channel.send(text, question.purpose ?? 'answer', limits);
  }

  /** A question is often only the tail of a sentence. */
  #lastWords(line: string): string {
    const before = this.#body.at(-1)?.trim() ?? '';
    const text = line.trim();
    return text.length >= 30 || before === '' ? text : `${before} ${text}`;
  }

  #finish(prompt: Prompt, unfinished: boolean): RawReply {
    const body = this.#body.map((line) => line.trimEnd());
    const repeat = this.#platform.completion?.repeat;
    const repeats = this.#completions > 0 && repeat !== undefined;
    return {
      lines: trimBlankLines(repeats ? dropRepeat(body, this.#request.command, repeat) : body),
      prompt,
      incomplete: this.#incomplete,
      unfinished,
    };
  }
}

function unknownQuestion(question: string) {
  return oltError('olt.unknown_question', { question });
}
