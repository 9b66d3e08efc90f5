import type { Role } from '@field/core/dispatch';
import type { Kysely } from 'kysely';
import { boundedMap } from './bounded-map.ts';
import type { Engine } from './engine.ts';
import { newId } from './new-id.ts';
import { cutPage } from './page.ts';
import { decodePageCursor, encodePageCursor, isBefore, type ListName } from './page-cursor.ts';
import { type Blank, prepared } from './prepared.ts';
import { rememberLast } from './remember-last.ts';
import { shareNext } from './share-next.ts';
import type { SessionStore, SignedIn, StoredTokens } from './storage.ts';
import type { Scope } from './store.ts';
import type { Tables } from './tables.ts';

/** Sessions and the hashes of their tokens; docs/decisions/0005-tokens.md says why they are as they are. */
export function sessionStore({ door, within, transact }: Engine): SessionStore {
  /** Whose a token is never changes; one that was used is never withdrawn. Its session is as it was while `people` has the same name. */
  const usedTokens = boundedMap<string, UsedToken>(10_000);
  const stateOf = rememberLast(1000, (tenantId) => shareNext(() => selectState(within(tenantId), {})));

  return {
    open(scope, tokens, passwordHash, now) {
      return transact(scope.tenantId, scope.technicianId, async (transaction) => {
        if (!(await maySignIn(transaction, scope, passwordHash))) return null;
        await forgetExpired(transaction, scope, now);
        const id = newId();
        await transaction
          .insertInto('sessions')
          .values({
            id,
            tenant_id: scope.tenantId,
            technician_id: scope.technicianId,
            company_id: scope.companyId,
            opened_at: now,
            ended_at: null,
          })
          .execute();
        await addTokens(transaction, scope.tenantId, id, tokens);
        return (await readSession(transaction, id)).signedIn;
      });
    },

    async findByAccessHash(accessHash, now) {
      const known = usedTokens.get(accessHash);
      if (known && known.expiresAt > now) {
        const { sessionId, scope } = known.session.signedIn;
        const db = within(scope.tenantId);
        const [{ people, ...state } = {}] = (await stateOf(scope.tenantId)()).rows;
        if (people === known.session.people) return { ...known.session.signedIn, ...state };
        const session = await findSession(db, sessionId);
        if (session?.ended === false) usedTokens.set(accessHash, { ...known, session });
        if (session) return session.ended ? 'ended' : session.signedIn;
      }
      const token = await door
        .selectFrom('access_tokens')
        .selectAll()
        .where('hash', '=', accessHash)
        .executeTakeFirst();
      if (!token) return null;
      const session = await readSession(within(token.tenant_id), token.session_id);
      if (session.ended) return 'ended';
      if (token.expires_at <= now) return 'expired';
      if (token.used === 0) {
        await door.updateTable('access_tokens').set({ used: 1 }).where('hash', '=', accessHash).execute();
      }
      usedTokens.set(accessHash, { expiresAt: token.expires_at, session });
      return session.signedIn;
    },

    async rotate(refreshHash, next, retryKey, tenantId, now) {
      const owner = await door
        .selectFrom('refresh_tokens')
        .select(['tenant_id', 'session_id'])
        .where('hash', '=', refreshHash)
        .executeTakeFirst();
      if (!owner || (tenantId !== null && owner.tenant_id !== tenantId)) return { kind: 'unknown' };
      // Of a session, one at a time: a token and the one it was traded for must not both be good.
      return transact(owner.tenant_id, owner.session_id, async (transaction) => {
        const token = await transaction
          .selectFrom('refresh_tokens')
          .selectAll()
          .where('hash', '=', refreshHash)
          .executeTakeFirst();
        if (!token) return { kind: 'unknown' };
        const session = await readSession(transaction, token.session_id);
        if (session.ended) return { kind: 'ended' };
        if (token.expires_at <= now) return { kind: 'expired' };
        if (token.successor_hash !== null) {
          const isRetry = retryKey !== null && retryKey === token.retry_key;
          if (!(isRetry && (await withdrawUnused(transaction, token.successor_hash)))) {
            await endSession(transaction, token.session_id, now);
            return { kind: 'reused' };
          }
        }
        await addTokens(transaction, owner.tenant_id, token.session_id, next);
        await transaction
          .updateTable('refresh_tokens')
          .set({ successor_hash: next.refreshHash, retry_key: retryKey })
          .where('hash', '=', refreshHash)
          .execute();
        await transaction
          .deleteFrom('access_tokens')
          .where('session_id', '=', token.session_id)
          .where('expires_at', '<=', now)
          .execute();
        return { kind: 'rotated', signedIn: session.signedIn };
      });
    },

    async list({ tenantId, technicianId }, now, { limit, cursor }) {
      const list: ListName = ['sessions', tenantId, technicianId];
      const rows = await openSessions(within(tenantId), { tenantId, technicianId }, now)
        .innerJoin('companies as company', (join) =>
          join
            .onRef('company.tenant_id', '=', 'session.tenant_id')
            .onRef('company.id', '=', 'session.company_id'),
        )
        .select(['session.id', 'session.opened_at', 'company.id as company_id', 'company.name'])
        .select(({ fn }) => fn.max('token.expires_at').as('expires_at'))
        .$if(cursor !== undefined, (query) =>
          query.where(isBefore(['session.opened_at', 'session.id'], decodePageCursor(list, cursor ?? '', 2))),
        )
        .groupBy(['session.id', 'session.opened_at', 'company.id', 'company.name'])
        .orderBy('session.opened_at', 'desc')
        .orderBy('session.id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ opened_at, id }) =>
        encodePageCursor(list, [opened_at, id]),
      );
      const sessions = items.map((row) => ({
        id: row.id,
        company: { id: row.company_id, name: row.name },
        openedAt: row.opened_at,
        expiresAt: row.expires_at,
      }));
      return { items: sessions, nextCursor };
    },

    async isOpen(scope, sessionId, now) {
      const row = await openSessions(within(scope.tenantId), scope, now)
        .select('session.id')
        .where('session.id', '=', sessionId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    revoke: ({ tenantId, technicianId }, sessionId, now) =>
      transact(tenantId, sessionId, async (transaction) => {
        const own = await transaction
          .selectFrom('sessions')
          .select('id')
          .where('id', '=', sessionId)
          .where('tenant_id', '=', tenantId)
          .where('technician_id', '=', technicianId)
          .executeTakeFirst();
        if (own) await endSession(transaction, sessionId, now);
        return own !== undefined;
      }),

    end: ({ tenantId }, sessionId, now) =>
      transact(tenantId, sessionId, (transaction) => endSession(transaction, sessionId, now)),
  };
}

interface UsedToken {
  readonly expiresAt: string;
  readonly session: StoredSession;
}

interface StoredSession {
  readonly ended: boolean;
  /** What the state it was read in is called. */
  readonly people: string;
  readonly signedIn: SignedIn;
}

const selectState = prepared(({ db, tenantId }: Blank<object>) =>
  db.selectFrom('tenants').select(['revision', 'epoch', 'people']).where('id', '=', tenantId),
);

const selectSession = prepared(({ db, value }: Blank<{ id: string }>) => sessionQuery(db, value.id));

async function findSession(db: Kysely<Tables>, id: string): Promise<StoredSession | null> {
  const [row] = (await selectSession(db, { id })).rows;
  return row ? toSession(id, row) : null;
}

async function readSession(db: Kysely<Tables>, id: string): Promise<StoredSession> {
  return toSession(id, await sessionQuery(db, id).executeTakeFirstOrThrow());
}

function sessionQuery(db: Kysely<Tables>, id: string) {
  return db
    .selectFrom('sessions as session')
    .innerJoin('technicians as technician', (join) =>
      join
        .onRef('technician.tenant_id', '=', 'session.tenant_id')
        .onRef('technician.id', '=', 'session.technician_id'),
    )
    .innerJoin('companies as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'session.tenant_id')
        .onRef('company.id', '=', 'session.company_id'),
    )
    .innerJoin('tenants as tenant', 'tenant.id', 'session.tenant_id')
    .select([
      'tenant.revision',
      'tenant.epoch',
      'tenant.people',
      'session.tenant_id',
      'session.technician_id',
      'session.company_id',
      'session.ended_at',
      'technician.name as technician_name',
      'technician.role',
      'company.name as company_name',
    ])
    .where('session.id', '=', id);
}

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessionQuery>['executeTakeFirstOrThrow']>>;

function toSession(id: string, row: SessionRow): StoredSession {
  return {
    ended: row.ended_at !== null,
    people: row.people,
    signedIn: {
      sessionId: id,
      scope: { tenantId: row.tenant_id, companyId: row.company_id, technicianId: row.technician_id },
      technician: { id: row.technician_id, name: row.technician_name },
      company: { id: row.company_id, name: row.company_name },
      role: row.role as Role,
      revision: row.revision,
      epoch: row.epoch,
    },
  };
}

async function addTokens(
  db: Kysely<Tables>,
  tenantId: string,
  sessionId: string,
  tokens: StoredTokens,
): Promise<void> {
  const owner = { tenant_id: tenantId, session_id: sessionId };
  await db
    .insertInto('access_tokens')
    .values({ ...owner, hash: tokens.accessHash, expires_at: tokens.accessExpiresAt, used: 0 })
    .execute();
  await db
    .insertInto('refresh_tokens')
    .values({
      ...owner,
      hash: tokens.refreshHash,
      expires_at: tokens.refreshExpiresAt,
      access_hash: tokens.accessHash,
      successor_hash: null,
      retry_key: null,
    })
    .execute();
}

/** Holds the person's row until the session is there, so that who is shut out meanwhile loses it again. */
async function maySignIn(db: Kysely<Tables>, scope: Scope, passwordHash: string): Promise<boolean> {
  const { tenantId, technicianId, companyId } = scope;
  const held = await db
    .updateTable('technicians')
    .set((eb) => ({ active: eb.ref('active') }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', technicianId)
    .where('active', '=', 1)
    .where('password_hash', '=', passwordHash)
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) return false;
  const link = await db
    .selectFrom('technician_companies')
    .select('company_id')
    .where('tenant_id', '=', tenantId)
    .where('technician_id', '=', technicianId)
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  return link !== undefined;
}

/** Takes an answer back that never arrived: true when neither of its tokens was used. */
async function withdrawUnused(db: Kysely<Tables>, refreshHash: string): Promise<boolean> {
  const token = await db
    .selectFrom('refresh_tokens')
    .selectAll()
    .where('hash', '=', refreshHash)
    .executeTakeFirst();
  if (!token || token.successor_hash !== null) return false;
  const access = await db
    .selectFrom('access_tokens')
    .select('used')
    .where('hash', '=', token.access_hash)
    .executeTakeFirst();
  if (access?.used !== 0) return false;
  await db.deleteFrom('access_tokens').where('hash', '=', token.access_hash).execute();
  await db.deleteFrom('refresh_tokens').where('hash', '=', refreshHash).execute();
  return true;
}

async function endSession(db: Kysely<Tables>, sessionId: string, now: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Sessions whose refresh tokens have all expired can never be used again. */
async function forgetExpired(db: Kysely<Tables>, scope: Scope, now: string): Promise<void> {
  const stale = await db
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('technician_id', '=', scope.technicianId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refresh_tokens')
            .select('hash')
            .whereRef('session_id', '=', 'sessions.id')
            .where('expires_at', '>', now),
        ),
      ),
    )
    .execute();
  if (stale.length === 0) return;
  const ids = stale.map((row) => row.id);
  await db.deleteFrom('access_tokens').where('session_id', 'in', ids).execute();
  await db.deleteFrom('refresh_tokens').where('session_id', 'in', ids).execute();
  await db.deleteFrom('sessions').where('id', 'in', ids).execute();
}

/** Sessions that can still be used, each with the tokens that may be traded for new ones. */
function openSessions(
  db: Kysely<Tables>,
  { tenantId, technicianId }: Pick<Scope, 'tenantId' | 'technicianId'>,
  now: string,
) {
  return db
    .selectFrom('sessions as session')
    .innerJoin('refresh_tokens as token', 'token.session_id', 'session.id')
    .where('session.tenant_id', '=', tenantId)
    .where('session.technician_id', '=', technicianId)
    .where('session.ended_at', 'is', null)
    .where('token.successor_hash', 'is', null)
    .where('token.expires_at', '>', now);
}
