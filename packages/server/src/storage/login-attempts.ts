import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import type { AttemptCount, LoginAttempts } from './storage.ts';
import type { Tables } from './tables.ts';

const clearEveryMs = 60_000;
const mostCleared = 10_000;
/** Stands for a moment only: its transaction writes or removes it. */
const nothing = { attempts: 0, blocked_until: '', last_at: '' };

/** Before the door, for a login has no tenant's session yet; the rows name nobody. */
export function loginAttempts({ door, transact }: Engine): LoginAttempts {
  let clearedAt = 0;
  /** Forgets what is too old, once in a while. One row a statement: who waits for a row then holds no other. */
  async function clear(forgetBefore: string): Promise<void> {
    const at = Date.parse(forgetBefore);
    if (Math.abs(at - clearedAt) < clearEveryMs) return;
    clearedAt = at;
    const isOld = door.selectFrom('login_attempts').select('rule').where('last_at', '<', forgetBefore);
    for (const { rule } of await isOld.limit(mostCleared).execute()) {
      await door
        .deleteFrom('login_attempts')
        .where('rule', '=', rule)
        .where('last_at', '<', forgetBefore)
        .execute();
    }
  }

  return {
    async change(tenantId, rules, change, forgetBefore) {
      await transact(tenantId, `login ${tenantId}`, async (transaction) => {
        const hashes = rules.map(hashRule);
        const known = new Map<string, AttemptCount>();
        // Writing a row takes it until the end of the transaction; in one order everywhere, so that none waits for each other.
        for (const rule of [...hashes].sort()) {
          const row = await transaction
            .insertInto('login_attempts')
            .values({ rule, ...nothing })
            .onConflict((conflict) =>
              conflict.column('rule').doUpdateSet((eb) => ({ rule: eb.ref('excluded.rule') })),
            )
            .returningAll()
            .executeTakeFirstOrThrow();
          if (row.attempts > 0 && row.last_at >= forgetBefore) known.set(rule, toCount(row));
        }
        const counts = change(hashes.map((rule) => known.get(rule) ?? null));
        for (const [index, rule] of hashes.entries()) await write(transaction, rule, counts[index] ?? null);
      });
      await clear(forgetBefore);
    },
  };
}

async function write(db: Kysely<Tables>, rule: string, count: AttemptCount | null): Promise<void> {
  if (count === null) {
    await db.deleteFrom('login_attempts').where('rule', '=', rule).execute();
    return;
  }
  const { attempts, blockedUntil, lastAt } = count;
  await db
    .updateTable('login_attempts')
    .set({ attempts, blocked_until: blockedUntil, last_at: lastAt })
    .where('rule', '=', rule)
    .execute();
}

function toCount(row: Tables['login_attempts']): AttemptCount {
  return { attempts: row.attempts, blockedUntil: row.blocked_until, lastAt: row.last_at };
}

function hashRule(rule: string): string {
  return createHash('sha256').update(rule).digest('base64url');
}
