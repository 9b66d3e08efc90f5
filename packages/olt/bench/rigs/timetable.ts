/** Does things at their time, in order, more exactly than timers, which are up to a millisecond late. */
export class Timetable {
  readonly #due: { readonly at: number; readonly act: () => void }[] = [];
  #isWaiting = false;

  /** @param at in terms of `performance.now()`, not before what was added last */
  add(at: number, act: () => void): void {
    this.#due.push({ at, act });
    if (!this.#isWaiting) this.#wait();
  }

  #wait(): void {
    const next = this.#due[0];
    this.#isWaiting = next !== undefined;
    if (!next) return;
    const ms = next.at - performance.now();
    // The last bit is waited for between events.
    if (ms > 1.5) setTimeout(() => this.#deliver(), ms - 1.5);
    else setImmediate(() => this.#deliver());
  }

  #deliver(): void {
    while (this.#due[0] && this.#due[0].at <= performance.now()) this.#due.shift()?.act();
    this.#wait();
  }
}
