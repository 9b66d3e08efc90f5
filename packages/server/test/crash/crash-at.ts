import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'libsql';
import pg from 'pg';

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Ends this process at the `number`th statement of its databases from now on: by its number before it, when it was given to
 * the engine, or when the engine has answered. SQLite answers at once; PostgreSQL still works on what it was given.
 */
export function crashAt(number: number): void {
  let count = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  const crashIn = (statements: Record<string, unknown>, method: string) => {
    const original = statements[method] as Method;
    statements[method] = function (this: unknown, ...parameters: unknown[]) {
      count += 1;
      const mine = count === number;
      if (mine && number % 3 === 1) die();
      // A statement that a connection knows by its name answers to its callback.
      const [statement] = parameters as [{ callback?: unknown }?];
      const answers = typeof statement?.callback === 'function';
      if (mine && answers && number % 3 === 0) statement.callback = die;
      const result = original.apply(this, parameters);
      if (mine && (number % 3 === 2 || !(answers || result instanceof Promise))) die();
      return mine && result instanceof Promise ? result.then(die) : result;
    };
  };
  const prepared = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Record<
    string,
    unknown
  >;
  crashIn(prepared, 'run');
  crashIn(prepared, 'all');
  // Flushes: before one, when it was given to the system, or when it has ended and nobody knows yet.
  const { fdatasync } = fs;
  fs.fdatasync = ((file: number, done: fs.NoParamCallback) => {
    count += 1;
    const mine = count === number;
    if (mine && number % 3 === 1) die();
    fdatasync(file, (error) => (mine && number % 3 === 0 ? die() : done(error)));
    if (mine && number % 3 === 2) die();
  }) as typeof fs.fdatasync;
  syncBuiltinESMExports();
  crashIn(pg.Client.prototype as unknown as Record<string, unknown>, 'query');
}
