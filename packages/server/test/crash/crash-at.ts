import Database from 'libsql';

interface Statement {
  run(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown;
}

/** Ends this process at the `number`th statement of its databases from now on: before it for odd ones, after it for even. */
export function crashAt(number: number): void {
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Statement;
  let count = 0;
  for (const method of ['run', 'all'] as const) {
    const original = statement[method];
    statement[method] = function (this: Statement, ...parameters) {
      count += 1;
      if (count === number && number % 2 === 1) process.kill(process.pid, 'SIGKILL');
      const result = original.apply(this, parameters);
      if (count === number) process.kill(process.pid, 'SIGKILL');
      return result;
    };
  }
}
