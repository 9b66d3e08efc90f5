import { defineErrors } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { Transport, WritePurpose } from '../contract/transport.ts';

const replayError = defineErrors({
  'testing.unexpected_text': {
    en: [
      'The replayed device expected {expected}, but {sent} was sent.',
      'Compare the script with the dialogue.',
    ],
    'pt-BR': [
      'O equipamento simulado esperava {expected}, mas foi enviado {sent}.',
      'Compare o roteiro com o diálogo.',
    ],
    es: ['El equipo simulado esperaba {expected}, pero se envió {sent}.', 'Compare el guion con el diálogo.'],
  },
});

/** One turn of a dialogue: what must be sent, and what the device then says. */
export interface ReplayStep {
  /**
   * The text that must arrive before `emit` goes out; one line end after it is not compared. Absent: `emit` goes out at once.
   */
  readonly expect?: string | RegExp | undefined;
  /** What the device says, lines ended with `\n`. */
  readonly emit: string;
}

export interface ReplayOptions {
  /** Characters in one read, or what tells it for each read; default 65,536. */
  readonly chunk?: number | (() => number);
  /** What stands for each `\n` of the script on the wire; default `\r\n`. */
  readonly lineEnd?: '\n' | '\r\n' | '\r\r\n';
  /** Hangs up after this many characters. Otherwise the device falls silent when the script ends. */
  readonly cutAfter?: number;
  /** Hangs up when the script has ended. */
  readonly hangUp?: boolean;
  /** True for a dialogue without user and password, as after an SSH login. Default true. */
  readonly authenticated?: boolean;
  /** What the protocol said before the terminal opened. */
  readonly banner?: string;
}

/** A device that follows a script. Nothing of it is timed: it speaks when it was spoken to. */
export interface ReplayTransport extends Transport {
  /** Everything that was written, in order, as it was. */
  readonly sent: readonly { readonly text: string; readonly purpose: WritePurpose }[];
  readonly closed: boolean;
  /** True when the whole script was played. */
  readonly finished: boolean;
}

/**
 * Replays a dialogue: waits for what each step expects and answers with what it emits, in chunks of any size.
 * A text the script does not expect is refused with `testing.unexpected_text`, which names both.
 */
export function createReplayTransport(
  script: readonly ReplayStep[],
  options: ReplayOptions = {},
): ReplayTransport {
  const { chunk = 65_536, lineEnd = '\r\n', cutAfter = Infinity, hangUp = false } = options;
  const sent: { text: string; purpose: WritePurpose }[] = [];
  let next = 0;
  let waiting = '';
  let spoken = 0;
  let closed = false;
  let wake: (() => void) | null = null;

  const speak = () => {
    for (let step = script[next]; step && step.expect === undefined; step = script[next]) {
      waiting += step.emit.replaceAll('\n', lineEnd);
      next += 1;
    }
    wake?.();
  };
  const over = () => closed || spoken >= cutAfter || (hangUp && waiting === '' && next === script.length);

  return {
    kind: 'replay',
    banner: options.banner ?? '',
    authenticated: options.authenticated ?? true,
    sent,
    get closed() {
      return closed;
    },
    get finished() {
      return next === script.length;
    },
    async open() {
      speak();
    },
    async write(text, purpose) {
      if (over()) throw oltError('olt.session_closed', { doing: 'writing' });
      sent.push({ text, purpose });
      const step = script[next];
      if (!step || !fits(step.expect, text))
        throw replayError('testing.unexpected_text', {
          expected: String(step?.expect),
          sent: JSON.stringify(text),
        });
      waiting += step.emit.replaceAll('\n', lineEnd);
      next += 1;
      speak();
    },
    async read(signal) {
      while (waiting === '' && !over()) {
        if (signal?.aborted) throw oltError('olt.aborted', { doing: 'reading' });
        let rouse = () => {};
        await new Promise<void>((resolve) => {
          rouse = resolve;
          wake = resolve;
          signal?.addEventListener('abort', rouse);
        });
        signal?.removeEventListener('abort', rouse);
      }
      if (over()) throw oltError('olt.session_closed', { doing: 'reading' });
      const text = waiting.slice(0, Math.min(typeof chunk === 'number' ? chunk : chunk(), cutAfter - spoken));
      waiting = waiting.slice(text.length);
      spoken += text.length;
      return text;
    },
    async close() {
      closed = true;
      wake?.();
    },
  };
}

function fits(expected: string | RegExp | undefined, text: string): boolean {
  const line = text.replace(/[\r\n]$/, '');
  return typeof expected === 'string'
    ? expected === line || expected === text
    : expected?.test(line) === true;
}
