import type { TerminalAccess } from '../contract/simulated-accounts.ts';
import type { ReadLineOptions, TerminalIo, TypedLine } from '../contract/vendor-simulator.ts';
import { type Fault, goesOn } from './faults.ts';
import { type OutputWire, TerminalOutput } from './terminal-output.ts';

/** Where a terminal's bytes go and come from. */
export interface TerminalWire extends OutputWire {
  readonly access: TerminalAccess;
  readonly remoteAddress: string;
  readonly user: string | null;
}

/** What a test or a fault injector does with a line before the device sees it. */
export type LineVerdict = 'pass' | 'silence' | 'cut' | { readonly reply: string } | Fault;

/** Sees every line that was ended with Enter, passwords included. */
export type LineInterceptor = (line: string, terminal: TerminalIo) => LineVerdict;

export interface TerminalSettings {
  readonly onLine?: LineInterceptor | undefined;
  /** How long the device does not notice that the far end is gone, so that its session keeps its place. */
  readonly lingerMs?: number;
}

/** The longest line a device takes; further keys are dropped. */
const maxLine = 1024;
/** Keys that may wait while a command runs. */
const maxWaiting = 65_536;

const backspace = '\x1b[1D \x1b[1D';

interface OpenLine {
  readonly options: ReadLineOptions;
  text: string;
  idle: NodeJS.Timeout | undefined;
  readonly resolve: (line: TypedLine) => void;
}

/** Line editing, echo and typed-ahead keys over any wire. */
export class Terminal implements TerminalIo {
  readonly access;
  readonly remoteAddress;
  readonly user;
  readonly #output: TerminalOutput;
  readonly #onLine: LineInterceptor | undefined;
  readonly #lingerMs: number;
  #waiting = '';
  #line: OpenLine | null = null;
  #key: ((key: string | null) => void) | null = null;
  #hungUp = false;

  constructor(wire: TerminalWire, { onLine, lingerMs = 0 }: TerminalSettings = {}) {
    this.access = wire.access;
    this.remoteAddress = wire.remoteAddress;
    this.user = wire.user;
    this.#output = new TerminalOutput(wire);
    this.#onLine = onLine;
    this.#lingerMs = lingerMs;
  }

  /** Keys from the far end. */
  receive(keys: string): void {
    if (this.#output.deaf) return;
    if (this.#waiting.length + keys.length > maxWaiting) {
      this.close();
      return;
    }
    this.#waiting += this.#output.take(keys);
    this.#consume();
  }

  /** The far end is gone. */
  hangUp(): void {
    this.#output.hangUp();
    if (this.#lingerMs > 0) setTimeout(() => this.#notice(), this.#lingerMs).unref();
    else this.#notice();
  }

  #notice(): void {
    this.#hungUp = true;
    this.#consume();
  }

  write(text: string): void {
    this.#output.write(text);
  }

  flush(): Promise<void> {
    return this.#output.flush();
  }

  readLine(options: ReadLineOptions): Promise<TypedLine> {
    return new Promise((resolve) => {
      const line: OpenLine = { options, text: options.initial ?? '', idle: undefined, resolve };
      this.#line = line;
      if (options.idleMs !== undefined)
        line.idle = setTimeout(() => this.#finish(line, 'idle'), options.idleMs).unref();
      this.write(options.prompt + wrapped(options, options.prompt, line.text));
      this.#output.endReply(options.prompt);
      this.#consume();
    });
  }

  readKey(): Promise<string | null> {
    return new Promise((resolve) => {
      this.#key = resolve;
      this.#output.endReply('');
      this.#consume();
    });
  }

  announce(text: string): void {
    const line = this.#line;
    if (!line) {
      this.write(text);
      return;
    }
    const shown = line.options.echo ? line.text : '';
    const { prompt } = line.options;
    this.write(`\r\n${text}${prompt}${wrapped(line.options, prompt, shown)}`);
  }

  get idle(): boolean {
    return this.#line !== null;
  }

  close(): void {
    this.#output.end();
  }

  #consume(): void {
    while (this.#waiting !== '' || this.#hungUp) {
      if (this.#key) {
        const key = this.#waiting.charAt(0);
        this.#waiting = this.#waiting.slice(1);
        const resolve = this.#key;
        this.#key = null;
        resolve(key === '' ? null : key);
      } else if (this.#line) {
        this.#edit(this.#line);
      } else {
        return;
      }
    }
  }

  /** Takes keys until the line ends or no key is left; the echo of all of them leaves in one piece. */
  #edit(line: OpenLine): void {
    const { options } = line;
    let echo = '';
    let used = 0;
    let ended: TypedLine['ended'] | null = this.#waiting === '' && this.#hungUp ? 'hang-up' : null;
    for (const key of this.#waiting) {
      if (ended) break;
      used += key.length;
      if (key === '\r' || key === '\n') {
        ended = 'enter';
        echo += '\r\n';
      } else if (key === '\x03') {
        ended = 'break';
        echo += '\r\n';
      } else if (key === options.helpKey) {
        ended = 'help';
        echo += `${key}\r\n`;
      } else if (key === '\b' || key === '\x7f') {
        if (line.text !== '' && options.echo) echo += backspace;
        line.text = line.text.slice(0, -1);
      } else if (key >= ' ' && line.text.length < maxLine) {
        if (options.echo) echo += wrapped(options, options.prompt + line.text, key);
        line.text += key;
      }
    }
    this.#waiting = this.#waiting.slice(used);
    line.idle?.refresh();
    const verdict = ended === 'enter' ? (this.#onLine?.(line.text, this) ?? 'pass') : 'pass';
    if (typeof verdict === 'object' && 'event' in verdict) {
      this.#goWrong(line, verdict, echo);
      return;
    }
    this.write(echo);
    if (verdict !== 'pass') {
      line.text = '';
      if (verdict === 'cut') this.close();
      else if (verdict !== 'silence') this.write(verdict.reply);
    } else if (ended) this.#finish(line, ended);
  }

  #finish(line: OpenLine, ended: TypedLine['ended']): void {
    clearTimeout(line.idle);
    if (this.#line === line) this.#line = null;
    line.resolve({ text: line.text, ended });
  }

  #goWrong(line: OpenLine, fault: Fault, echo: string): void {
    if (fault.carriedOut) {
      this.#output.beginReply(fault, echo);
      this.#finish(line, 'enter');
    } else if (goesOn(fault.event)) {
      this.#line = null;
      this.#output.strike(fault, echo, echo.length, '', () =>
        // A shell ends with its connection.
        this.#finish(line, this.#hungUp ? 'hang-up' : 'enter'),
      );
    } else {
      line.text = '';
      this.#output.strike(fault, echo, echo.length, line.options.prompt);
    }
  }
}

/** The text as it appears after `before`, going on in the next row where a row is full. */
function wrapped({ wrapAt }: ReadLineOptions, before: string, text: string): string {
  if (wrapAt === undefined) return text;
  let column = before.length - (before.lastIndexOf('\n') + 1);
  let shown = '';
  for (const char of text) {
    if (char === '\n') column = 0;
    else if (char !== '\r') {
      if (column > 0 && column % wrapAt === 0) shown += '\r\n';
      column += 1;
    }
    shown += char;
  }
  return shown;
}
