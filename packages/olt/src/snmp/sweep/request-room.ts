/** Requests of a size that was answered before, that fail twice each without one being answered in between, before all are made smaller. */
const tooMuchAfter = 3;

/** How many variables a request of the whole sweep may ask for: what the agent has shown it can answer. */
export class RequestRoom {
  #varbinds: number;
  #tooMuch = 0;
  #largestAnswered = 0;

  constructor(varbinds: number) {
    this.#varbinds = varbinds;
  }

  get varbinds(): number {
    return this.#varbinds;
  }

  answered(varbinds: number): void {
    this.#largestAnswered = Math.max(this.#largestAnswered, varbinds);
    if (varbinds >= this.#varbinds / 2) this.#tooMuch = 0;
  }

  /** The agent said so. */
  tooBig(varbinds: number): void {
    this.#varbinds = Math.min(this.#varbinds, Math.floor(varbinds / 2));
  }

  /** A request was left unanswered twice. */
  unanswered(varbinds: number): void {
    if (varbinds < this.#varbinds / 2) return;
    this.#tooMuch += 1;
    if (this.#tooMuch < (varbinds <= this.#largestAnswered ? tooMuchAfter : 1)) return;
    this.#tooMuch = 0;
    this.#varbinds = Math.max(1, Math.floor(varbinds / 2));
  }
}
