import { Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { asOne } from './as-one.ts';
import { rememberLast } from './remember-last.ts';
import type { Tables } from './tables.ts';
import { together } from './together.ts';
import type { Transact, Turn, Within } from './transact.ts';
import { asView, type StatementResult, type Transaction } from './view.ts';

/** A connection that is bound to a tenant until another one takes it. */
interface Bound {
  readonly tenantId: string;
  /** Runs on this connection, whoever holds it. */
  readonly view: Kysely<Tables>;
  readonly transaction: Transaction;
}

/**
 * A PostgreSQL pool as each tenant sees it: a connection is bound to the tenant (`field.tenant_id`, which row-level security
 * compares with) before the first statement, and stays bound until another tenant takes it.
 */
export function tenantConnections(pool: Pool): { readonly within: Within; readonly transact: Transact } {
  const bindings = new WeakMap<PoolClient, Bound>();

  async function connectAs(tenantId: string): Promise<PoolClient> {
    const client = await pool.connect();
    if (bindings.get(client)?.tenantId === tenantId) return client;
    bindings.delete(client);
    try {
      await client.query("select set_config('field.tenant_id', $1, false)", [tenantId]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    const held = { query: client.query.bind(client), release() {} };
    const view = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: { connect: async () => held as never, end: async () => {} } }),
    });
    const run = (text: string, parameters: readonly unknown[]) => ask(client, text, parameters);
    const transaction: Transaction = { apart: [], last: [], isShared: false };
    asView(view, { tenantId, home: within(tenantId), run, transaction, chains: true });
    bindings.set(client, { tenantId, view, transaction });
    return client;
  }

  const within: Within = rememberLast(1000, (tenantId) => {
    // The pool outlives every tenant's view of it.
    const view = { connect: () => connectAs(tenantId), end: async () => {} };
    return asView(new Kysely<Tables>({ dialect: new PostgresDialect({ pool: view }) }), {
      tenantId,
      async run(text, parameters) {
        const client = await connectAs(tenantId);
        try {
          return await ask(client, text, parameters);
        } finally {
          client.release();
        }
      },
    });
  });

  return {
    within,
    // Transactions run side by side; advisory locks let those of one turn wait for each other.
    async transact(tenantId, turn, work) {
      const client = await connectAs(tenantId);
      const { view, transaction } = bindings.get(client) as Bound;
      transaction.apart.length = 0;
      transaction.last.length = 0;
      transaction.isShared = typeof turn !== 'string';
      // Not waited for: the first statements of `work` travel with them, and fail with them.
      const begun = Promise.all([client.query('begin'), client.query(...takeTurn(turn))]);
      begun.catch(() => {});
      let broken = false;
      try {
        const result = await work(view);
        const apart = asOne(transaction.apart.map((statement) => statement(view)));
        const last = transaction.last.map((statement) => statement(view));
        const ends = [...(apart ? [apart] : []), ...last].map(({ sql, parameters }) =>
          ask(client, sql, parameters),
        );
        // A transaction one of whose statements failed is undone by its commit: nobody has to wait for them before.
        const [, , { command }] = await together([begun, together(ends), client.query('commit')]);
        // What PostgreSQL answers where a statement of the transaction had failed and nobody told.
        if (command !== 'COMMIT') throw new TypeError(`the transaction ended with ${command}`);
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          broken = true;
        });
        // Why the first statements failed, where that is the reason.
        await begun;
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

/** Locks are taken from left to right: who waits for a name has the turn it is of. */
function takeTurn(turn: Turn): [text: string, values: string[]] {
  if (typeof turn === 'string') return [`select ${lock('', 1)}`, [turn]];
  const { of, names } = turn;
  const locks = names.map((_, at) => lock('', at + 2));
  return [`select ${[lock('_shared', 1), ...locks].join(', ')}`, [of, ...names]];
}

function lock(kind: string, value: number): string {
  return `pg_advisory_xact_lock${kind}(hashtextextended($${value}, 0))`;
}

async function ask(
  client: PoolClient,
  text: string,
  parameters: readonly unknown[],
): Promise<StatementResult> {
  try {
    const { rows, rowCount } = await client.query(text, [...parameters]);
    return { rows, changed: rowCount ?? 0 };
  } catch (error) {
    // Its own trace leads to the socket, not to who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}
