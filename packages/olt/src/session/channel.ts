import type { Transport, WritePurpose } from '../contract/transport.ts';
import { Screen } from '../toolkit/terminal/screen.ts';
import { type Limits, within } from './deadline.ts';
import type { Transcript } from './transcript.ts';

/** A transport with the screen its text is drawn on and the transcript of both directions. */
export class Channel {
  readonly screen = new Screen();
  readonly transport: Transport;
  readonly transcript: Transcript;

  constructor(transport: Transport, transcript: Transcript) {
    this.transport = transport;
    this.transcript = transcript;
  }

  /** @throws FieldError what the transport throws, `olt.timeout`, `olt.aborted` */
  async send(text: string, purpose: WritePurpose, limits: Limits): Promise<void> {
    await within(limits, () => this.transport.write(text, purpose));
    this.transcript.sent(text, purpose);
  }

  /** Waits for the next text and draws it. @throws FieldError what the transport throws, `olt.timeout`, `olt.aborted` */
  async receive(limits: Limits): Promise<void> {
    const text = await within(limits, (signal) => this.transport.read(signal));
    this.transcript.received(text);
    this.screen.feed(text);
  }
}
