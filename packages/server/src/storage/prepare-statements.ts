import type { Writable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import {
  type Answer,
  changedColumns,
  type Desk,
  KnownStatement,
  type Wire,
  withoutNul,
} from './known-statement.ts';

/** How many statements one connection keeps; those with lists of another length count as others. */
const mostKept = 500;

/** Statements without values that are known by name, too. */
const bare = new Set(['begin', 'commit']);

/**
 * Lets the engine parse, plan and describe each statement once a connection. A NUL, which PostgreSQL keeps in no text (SQLSTATE
 * 22021), becomes U+FFFD: whoever typed one loses that character, not the report.
 */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? (names.size < mostKept ? `field_${names.size}` : undefined);
    if (name !== undefined) names.set(text, name);
    return name;
  };
  pool.on('connect', (client: PoolClient) => {
    const { connection } = client as unknown as { readonly connection: Wire & { readonly stream: Writable } };
    const desk: Desk = {
      described: new Map(),
      readerOf: (type) => client.getTypeParser(type, 'text'),
      gather: gatherWrites(connection.stream, () => KnownStatement.end(desk, connection)),
      waiting: null,
    };
    // Asked of the class at each call: whoever measures or instruments pg does it there, at any time.
    const query = (...args: unknown[]) =>
      (Reflect.get(Object.getPrototypeOf(client), 'query') as (...args: unknown[]) => unknown).apply(
        client,
        args,
      );
    const run = (statement: { name: string; text: string }, values: readonly unknown[]) =>
      new Promise<Answer>((resolve, reject) => {
        const give = (mayAgain: boolean) =>
          query(
            new KnownStatement(desk, statement, values, (error, answer) => {
              if (answer) return resolve(answer);
              // Nothing was done, and outside a transaction nothing is undone by it.
              const { code } = error as { readonly code?: string };
              if (mayAgain && code === changedColumns && client.getTransactionStatus() === 'I') give(false);
              else reject(error);
            }),
          );
        give(true);
      });
    const prepared = (text: unknown, values?: unknown, ...rest: readonly unknown[]) => {
      desk.gather();
      const given = Array.isArray(values) ? values : [];
      if (typeof text === 'string' && rest.length === 0 && (given.length > 0 || bare.has(text))) {
        const name = nameOf(text);
        if (name !== undefined) return run({ name, text }, given);
      }
      KnownStatement.end(desk, connection);
      return query(text, given.length > 0 ? given.map(withoutNul) : values, ...rest);
    };
    client.query = prepared as typeof client.query;
  });
}

/** Statements that are given in one turn of the event loop leave in one packet: `pg` sends each with a system call of its own. */
function gatherWrites(stream: Writable, end: () => void): () => void {
  let gathering = false;
  return () => {
    if (gathering) return;
    gathering = true;
    stream.cork();
    process.nextTick(() => {
      gathering = false;
      end();
      stream.uncork();
    });
  };
}
