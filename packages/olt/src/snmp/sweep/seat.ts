import type { SweepJob } from './sweep-job.ts';

/** A job, and the request it has under way. */
export class Seat {
  readonly job: SweepJob;
  /** Counts the answers taken: one to an earlier request is stale. */
  turn = 0;
  tries = 0;
  /** When the open question was first asked. */
  since = 0;
  timer: NodeJS.Timeout | null = null;
  #room: number;
  /** Requests of this size were not answered. */
  #tooMuch = Number.POSITIVE_INFINITY;

  constructor(job: SweepJob, room: number) {
    this.job = job;
    this.#room = room;
  }

  /** Variables its next request asks for at most. */
  get room(): number {
    return this.#room;
  }

  limit(room: number): void {
    this.#room = Math.min(this.#room, room);
  }

  /** After an answer: twice as much, as long as that is less than what went unanswered. */
  askForMore(): void {
    if (this.#room * 2 < this.#tooMuch) this.#room *= 2;
  }

  /** After a request of `varbinds` that was too much. */
  askForLess(varbinds: number, room: number): void {
    this.#tooMuch = Math.min(this.#tooMuch, varbinds);
    this.#room = room;
  }
}
