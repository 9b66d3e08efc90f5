import { type Task, within } from './deadline.ts';

/** Lets one piece of work run at a time, in the order in which they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` when everything before it has settled.
   * @throws FieldError `olt.aborted` when the signal fires while it waits; then `work` never runs
   */
  async take<T>(task: Task, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.#last;
    let done = () => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#last = before.then(() => mine);
    try {
      await within({ ...task, signal, silenceMs: Infinity, endsAt: Infinity }, () => before);
      return await work();
    } finally {
      done();
    }
  }
}
