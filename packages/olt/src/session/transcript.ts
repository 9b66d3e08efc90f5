import type { WritePurpose } from '../contract/transport.ts';
import type { Secrets } from './secrets.ts';

/** One piece of what went over a terminal, in the order in which it went. Secrets read `***`. */
export interface TranscriptEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly direction: 'sent' | 'received';
  /** Why it was sent. */
  readonly purpose?: WritePurpose;
  readonly text: string;
}

/** Called for each piece; what it throws ends the command that is running. */
export type OnTranscript = (event: TranscriptEvent) => void;

/** Records a session. Secrets are taken out of the joined stream, so it does not matter where chunks are cut. */
export class Transcript {
  readonly #record: OnTranscript | undefined;
  readonly #secrets: Secrets;
  /** The end of what was received, with which a secret may begin, and how much of it was recorded. */
  #tail = '';
  #known = 0;

  constructor(record: OnTranscript | undefined, secrets: Secrets) {
    this.#record = record;
    this.#secrets = secrets;
  }

  sent(text: string, purpose: WritePurpose): void {
    if (!this.#record) return;
    this.flush();
    this.#record({ at: now(), direction: 'sent', purpose, text: this.#secrets.mask(text) });
  }

  received(text: string): void {
    this.#receive(text, false);
  }

  /** Records what was held back because it could have been the start of a secret. */
  flush(): void {
    if (this.#tail.length > this.#known) this.#receive('', true);
  }

  #receive(text: string, ended: boolean): void {
    if (!this.#record) return;
    const { shown, tail, known } = this.#secrets.split(this.#tail + text, ended, this.#known);
    this.#tail = tail;
    this.#known = known;
    if (shown !== '') this.#record({ at: now(), direction: 'received', text: shown });
  }
}

function now(): string {
  return new Date().toISOString();
}
