/**
 * Calls that are made while a run is under way, in one turn of the event loop, share the next run. It begins behind all of them: what it finds
 * was true when each of them had been made.
 */
export function shareNext<T>(run: () => Promise<T>): () => Promise<T> {
  let underWay = 0;
  let next: Promise<T> | null = null;

  async function begin(): Promise<T> {
    underWay += 1;
    try {
      return await run();
    } finally {
      underWay -= 1;
    }
  }

  async function beginBehindThisTurn(): Promise<T> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    next = null;
    return begin();
  }

  return () => {
    // Who is alone does not wait.
    if (underWay === 0) return begin();
    next ??= beginBehindThisTurn();
    return next;
  };
}
