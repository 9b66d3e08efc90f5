import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

/**
 * Holds the flushes of this process from now on, until they are let go: `fdatasync` is not called before. Afterwards, all at the
 * end of the test, the system has them again.
 */
export function holdFlushes() {
  const { fdatasync } = fs;
  const held: (() => void)[] = [];
  let begun = () => {};
  let isHolding = true;
  let count = 0;
  let most = 0;
  let running = 0;
  let last = -1;
  let fault: Error | null = null;

  fs.fdatasync = ((file: number, done: fs.NoParamCallback) => {
    count += 1;
    last = file;
    running += 1;
    most = Math.max(most, running);
    const flush = () => {
      const failed = fault;
      fdatasync(file, (error) => {
        running -= 1;
        done(failed ?? error);
      });
    };
    if (!isHolding) return flush();
    held.push(flush);
    begun();
  }) as typeof fs.fdatasync;
  syncBuiltinESMExports();

  function letGo(): void {
    isHolding = false;
    for (const flush of held.splice(0)) flush();
  }
  onTestFinished(() => {
    letGo();
    fs.fdatasync = fdatasync;
    syncBuiltinESMExports();
  });

  return {
    /** A flush is asked for and held. */
    begun: () => (held.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => (begun = resolve))),
    letGo,
    /** Lets go what is held, and says that it failed. */
    fail(code: string) {
      fault = Object.assign(new TypeError(code), { code, syscall: 'fdatasync' });
      letGo();
      fault = null;
    },
    /** How many were asked for, most at once, and the file. */
    told: () => ({ count, most, file: last }),
  };
}
