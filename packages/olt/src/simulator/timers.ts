/** What is going to happen later; all of it can be called off at once, and none of it keeps the process alive. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  after(ms: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      then();
    }, ms);
    timer.unref();
    this.#pending.add(timer);
    return () => {
      clearTimeout(timer);
      this.#pending.delete(timer);
    };
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
