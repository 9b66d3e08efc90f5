/** Hands items from whoever makes them to a loop; who makes them waits while too many wait. */
export class EventQueue<Item> {
  readonly #items: Item[] = [];
  readonly #most: number;
  #waiting: (() => void)[] = [];
  #ended: { readonly error: unknown } | { readonly error?: never } | null = null;

  constructor(most = 1_000) {
    this.#most = most;
  }

  /** Resolves at once, or when the loop has caught up. */
  async put(items: readonly Item[]): Promise<void> {
    if (this.#ended) return;
    this.#items.push(...items);
    this.#wake();
    while (this.#items.length > this.#most && !this.#ended) await this.#changed();
  }

  /** What was put is still handed out; then the loop ends, or throws. */
  end(error?: unknown): void {
    this.#ended ??= error === undefined ? {} : { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        this.#wake();
        yield item;
      } else if (!this.#ended) await this.#changed();
      else if ('error' in this.#ended) throw this.#ended.error;
      else return;
    }
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
