import { type Fault, splitAt } from './faults.ts';

/** Where a terminal's text goes. */
export interface OutputWire {
  /** Hands text to the far end; calls back once it has left. */
  send(text: string, sent: () => void): void;
  /** Ends the connection after what was sent. */
  end(): void;
}

/** A reply that is kept back until the device waits for a key: then the fault happens somewhere in it. */
interface FaultyReply {
  readonly fault: Fault;
  readonly echoLength: number;
  text: string;
}

/** What a terminal prints, with the faults in it. */
export class TerminalOutput {
  readonly #wire: OutputWire;
  #ended = false;
  #deaf = false;
  #inFlight = 0;
  #drained: (() => void)[] = [];
  #reply: FaultyReply | null = null;
  /** Text that waits until a fault is over. */
  #stalled: string | null = null;
  #surprise: (() => void) | null = null;

  constructor(wire: OutputWire) {
    this.#wire = wire;
  }

  /** True once the device hears nothing any more, though the connection stays. */
  get deaf(): boolean {
    return this.#deaf;
  }

  write(text: string): void {
    if (this.#reply) this.#reply.text += text;
    else if (this.#stalled !== null) this.#stalled += text;
    else this.#send(text);
  }

  flush(): Promise<void> {
    if (this.#inFlight === 0 || this.#ended) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  /** Ends the connection; what was kept back leaves before. */
  end(): void {
    const kept = (this.#reply?.text ?? '') + (this.#stalled ?? '');
    this.#reply = null;
    this.#stalled = null;
    this.#send(kept);
    if (this.#ended) return;
    this.#ended = true;
    this.#wire.end();
  }

  /** The far end is gone: nothing more is sent. */
  hangUp(): void {
    this.#ended = true;
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  /** Keys as they come; the first one is not passed on where a surprising pager waits for it. */
  take(keys: string): string {
    const surprise = this.#surprise;
    if (!surprise || keys === '') return keys;
    this.#surprise = null;
    surprise();
    return keys.slice(1);
  }

  /** From now on a reply is printed in which this fault happens, once {@link endReply} is called. */
  beginReply(fault: Fault, echo: string): void {
    this.#reply = { fault, echoLength: echo.length, text: echo };
  }

  /** The device waits for a key: all that it has to say to the last command, the prompt included, has been written. */
  endReply(prompt: string): void {
    const reply = this.#reply;
    this.#reply = null;
    if (reply) this.strike(reply.fault, reply.text, reply.echoLength, prompt);
  }

  /** Prints `text` with the fault in it; `goOn` is called where the device goes on, and when. */
  strike(fault: Fault, text: string, echoLength: number, prompt: string, goOn = () => {}): void {
    const [before, after] = splitAt(fault, text, echoLength);
    const { event } = fault;
    this.write(before);
    switch (event.kind) {
      case 'cut':
        this.end();
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

  #send(text: string): void {
    if (this.#ended || this.#deaf || text === '') return;
    this.#inFlight += 1;
    this.#wire.send(text, () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) for (const resolve of this.#drained.splice(0)) resolve();
    });
  }
}
