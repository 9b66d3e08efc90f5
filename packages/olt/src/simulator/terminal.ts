import type { TerminalAccess } from '../contract/simulated-olt.ts';
import type { ReadLineOptions, TerminalIo, TypedLine } from '../contract/vendor-simulator.ts';
import { type Fault, goesOn, splitAt } from './faults.ts';

/** Where a terminal's bytes go and come from. */
export interface TerminalWire {
  readonly access: TerminalAccess;
  readonly remoteAddress: string;
  readonly user: string | null;
  /** Hands text to the far end; calls back once it has left. */
  send(text: string, sent: () => void): void;
  /** Ends the connection after what was sent. */
  end(): void;
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

/** A reply that is kept back until the device waits for a key: then the fault happens somewhere in it. */
interface FaultyReply {
  readonly fault: Fault;
  readonly echoLength: number;
  text: string;
}

/** Line editing, echo and typed-ahead keys over any wire. */
export class Terminal implements TerminalIo {
  readonly access;
  readonly remoteAddress;
  readonly user;
  readonly #wire: TerminalWire;
  readonly #onLine: LineInterceptor | undefined;
  readonly #lingerMs: number;
  #waiting = '';
  #line: OpenLine | null = null;
  #key: ((key: string | null) => void) | null = null;
  #hungUp = false;
  #ended = false;
  #inFlight = 0;
  #drained: (() => void)[] = [];
  #reply: FaultyReply | null = null;
  /** Output that waits until a fault is over. */
  #stalled: string | null = null;
  #surprise: (() => void) | null = null;
  #deaf = false;

  constructor(wire: TerminalWire, { onLine, lingerMs = 0 }: TerminalSettings = {}) {
    this.access = wire.access;
    this.remoteAddress = wire.remoteAddress;
    this.user = wire.user;
    this.#wire = wire;
    this.#onLine = onLine;
    this.#lingerMs = lingerMs;
  }

  /** Keys from the far end. */
  receive(keys: string): void {
    if (this.#deaf || keys === '') return;
    if (this.#waiting.length + keys.length > maxWaiting) {
      this.close();
      return;
    }
    const surprise = this.#surprise;
    this.#surprise = null;
    this.#waiting += surprise ? keys.slice(1) : keys;
    surprise?.();
    this.#consume();
  }

  /** The far end is gone. */
  hangUp(): void {
    this.#ended = true;
    for (const resolve of this.#drained.splice(0)) resolve();
    if (this.#lingerMs > 0) setTimeout(() => this.#notice(), this.#lingerMs).unref();
    else this.#notice();
  }

  #notice(): void {
    this.#hungUp = true;
    this.#consume();
  }

  write(text: string): void {
    if (this.#reply) this.#reply.text += text;
    else if (this.#stalled !== null) this.#stalled += text;
    else this.#send(text);
  }

  #send(text: string): void {
    if (this.#ended || this.#deaf || text === '') return;
    this.#inFlight += 1;
    this.#wire.send(text, () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) for (const resolve of this.#drained.splice(0)) resolve();
    });
  }

  flush(): Promise<void> {
    if (this.#inFlight === 0 || this.#ended) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  readLine(options: ReadLineOptions): Promise<TypedLine> {
    return new Promise((resolve) => {
      const line: OpenLine = { options, text: options.initial ?? '', idle: undefined, resolve };
      this.#line = line;
      if (options.idleMs !== undefined)
        line.idle = setTimeout(() => this.#finish(line, 'idle'), options.idleMs).unref();
      this.write(options.prompt + wrapped(options, options.prompt, line.text));
      this.#endReply(options.prompt);
      this.#consume();
    });
  }

  readKey(): Promise<string | null> {
    return new Promise((resolve) => {
      this.#key = resolve;
      this.#endReply('');
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
    const kept = (this.#reply?.text ?? '') + (this.#stalled ?? '');
    this.#reply = null;
    this.#stalled = null;
    this.#send(kept);
    if (this.#ended) return;
    this.#ended = true;
    this.#wire.end();
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
      this.#reply = { fault, echoLength: echo.length, text: echo };
      this.#finish(line, 'enter');
    } else if (goesOn(fault.event)) {
      this.#line = null;
      this.#strike(fault, echo, echo.length, '', () =>
        // A shell ends with its connection.
        this.#finish(line, this.#hungUp ? 'hang-up' : 'enter'),
      );
    } else {
      line.text = '';
      this.#strike(fault, echo, echo.length, line.options.prompt);
    }
  }

  /** The device waits for a key: all that it has to say to the last command has been written. */
  #endReply(prompt: string): void {
    const reply = this.#reply;
    this.#reply = null;
    if (reply) this.#strike(reply.fault, reply.text, reply.echoLength, prompt);
  }

  /** Prints `text` with the fault in it. */
  #strike(fault: Fault, text: string, echoLength: number, prompt: string, goOn = () => {}): void {
    const [before, after] = splitAt(fault, text, echoLength);
    const { event } = fault;
    this.write(before);
    switch (event.kind) {
      case 'cut':
        this.close();
        return;
      case 'silence':
        this.#deaf = true;
        return;
      case 'instead':
        this.write(event.text + prompt);
        return;
      case 'text':
        this.write(event.text + after);
        goOn();
        return;
      case 'pager':
        this.write(event.mark);
        this.#surprise = this.#stall(event.wipe + after, goOn);
        return;
      case 'delay':
        setTimeout(this.#stall(after, goOn), event.ms).unref();
    }
  }

  /** Keeps all output back, this text first, until the returned function is called. */
  #stall(text: string, goOn: () => void): () => void {
    this.#stalled = text;
    return () => {
      const kept = this.#stalled ?? '';
      this.#stalled = null;
      this.#send(kept);
      goOn();
    };
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
