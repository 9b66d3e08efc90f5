import type { Writable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';

/** How many statements one connection keeps; those with lists of another length count as others. */
const mostKept = 500;

/**
 * Lets the engine parse and plan each statement once a connection. A NUL, which PostgreSQL keeps in no text (SQLSTATE 22021),
 * becomes U+FFFD: whoever typed one loses that character, not the report.
 */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? (names.size < mostKept ? `field_${names.size}` : undefined);
    if (name !== undefined) names.set(text, name);
    return name;
  };
  pool.on('connect', (client: PoolClient) => {
    const gather = gatherWrites(client);
    // Asked of the class at each call: whoever measures or instruments pg does it there, at any time.
    const query = (...args: unknown[]) =>
      (Reflect.get(Object.getPrototypeOf(client), 'query') as (...args: unknown[]) => unknown).apply(
        client,
        args,
      );
    const prepared = (text: unknown, values?: unknown, ...rest: readonly unknown[]) => {
      gather();
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) {
        return query(text, values, ...rest);
      }
      return query({ text, values: values.map(withoutNul), name: nameOf(text) }, ...rest);
    };
    client.query = prepared as typeof client.query;
  });
}

function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

/** Statements that are given in one turn of the event loop leave in one packet: `pg` sends each with a system call of its own. */
function gatherWrites(client: PoolClient): () => void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  let gathering = false;
  return () => {
    if (gathering) return;
    gathering = true;
    stream.cork();
    process.nextTick(() => {
      gathering = false;
      stream.uncork();
    });
  };
}
