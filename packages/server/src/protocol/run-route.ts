import type { Locale } from '@field/core';
import { isDateTime, parse } from '@field/core';
import { mayActAs } from '@field/core/dispatch';
import { authError } from '../auth/auth-errors.ts';
import { hashPassword } from '../auth/password.ts';
import type { SignedIn } from '../storage/storage.ts';
import type { StoredAnswer } from '../storage/store.ts';
import { together } from '../storage/together.ts';
import type { Answer } from './answer.ts';
import { readJson, readText } from './body.ts';
import { answerAgain, fingerprintOf, readIdempotencyKey, secretFingerprintOf } from './idempotency.ts';
import { protocolError } from './protocol-errors.ts';
import { parseQuery } from './query.ts';
import { requireSeenRecord, tagOf } from './record-tag.ts';
import type { Call, ChangeCall, Received, Reply, Route, Services, TechnicianCall } from './route.ts';

/** One request on its way through its route. */
export interface Exchange {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: Locale;
  readonly address: string;
  readonly keepsLength?: boolean;
}

type AnyCall = Call<string, undefined, undefined>;
type AnyTechnicianCall = TechnicianCall<string, undefined, undefined>;
type AnyChangeCall = ChangeCall<string, undefined, undefined> & { readonly ground: unknown };
type Of<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

/** Checks a request against its route, lets the handler work, and keeps what must be answered again. */
export async function runRoute(route: Route, exchange: Exchange, services: Services): Promise<Answer> {
  const { request, params } = exchange;
  if (Object.values(params).some((id) => id.length > 128)) throw protocolError('server.not_found');
  const signedIn = route.kind === 'open' ? null : await authenticate(request, services);
  if (signedIn) services.sessionRate.count(signedIn.sessionId);
  const { role: needed = 'technician' } = route;
  if (signedIn && !mayActAs(signedIn.role, needed)) throw authError('server.role_missing', { needed });
  const query = route.query && parse(route.query, parseQuery(request, route.query));
  const body = route.body && parse(route.body, await readBody(route, exchange, services));
  const call = { ...exchange, query, body, services, now: services.clock() } as unknown as AnyCall;
  if (route.kind === 'open' || signedIn === null) {
    return answerOf(route, await (route as Of<'open'>).handle(call));
  }
  const technicianCall = { ...call, signedIn, store: services.storage.as(signedIn.scope) };
  if (route.kind === 'read' || route.kind === 'tus')
    return answerOf(route, await route.handle(technicianCall));
  const answer = await (route.kind === 'job'
    ? runJob(route, technicianCall)
    : runChange(route, technicianCall));
  // Whose receipt it is: a device must not take the answer to another change for its own.
  const key = readIdempotencyKey(request);
  return key ? { ...answer, headers: { ...answer.headers, 'field-operation-id': key } } : answer;
}

function readBody(
  { textBody }: Route,
  { request, keepsLength }: Exchange,
  { limits }: Services,
): Promise<unknown> {
  const { bodyStallMs: stallMs, maxJsonBytes } = limits;
  return textBody
    ? readText(request, textBody.mediaType, { maxBytes: textBody.maxBytes, stallMs }, textBody.orLatin1)
    : readJson(request, { maxBytes: maxJsonBytes, stallMs, keepsLength });
}

async function runChange(route: Of<'change'> | Of<'upload'>, call: AnyTechnicianCall): Promise<Answer> {
  const { request, services, signedIn, now } = call;
  const key = requireKey(call);
  const times = readTimes(request, now);
  const repeats = key !== null && route.kind === 'upload' && (await call.store.operations.find(key)) !== null;
  const received = route.kind === 'upload' ? await route.bytes.receive({ ...call, repeats }) : undefined;
  const fingerprint =
    key !== null && route.hasSecret
      ? await secretFingerprintOf(request, call.body, key)
      : fingerprintOf(request, received?.sha256 ?? call.body);
  const password = route.kind === 'change' ? route.newPassword?.(call.body) : undefined;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  let afterCommit: Reply['afterCommit'];
  const answer = await services.storage.change(
    signedIn.scope,
    async (store) => {
      const [known, ground] = await together([
        key === null ? null : store.operations.find(key),
        route.kind === 'change' && route.readGround ? route.readGround({ ...call, store }) : null,
      ]);
      const again = known && answerAgain(known, fingerprint, times.recordedAt);
      if (again) return again;
      const changeCall = { ...call, ...times, passwordHash, store, ground };
      const reply =
        route.kind === 'upload'
          ? await route.handle({ ...changeCall, received: received as Received })
          : await runEdit(route, changeCall);
      const fresh = toAnswer(route, reply);
      if (key) {
        store.operations.saveAtEnd(key, { fingerprint, answer: fresh, leaseUntil: null }, times.recordedAt);
      }
      afterCommit = reply.afterCommit;
      return fresh;
    },
    namesOf(route, call, key),
  );
  await afterCommit?.();
  return fromAnswer(answer);
}

/** What a change keeps to, its key among it: a second request with it waits for the first. */
function namesOf(
  route: Of<'change'> | Of<'upload'>,
  { params, signedIn }: AnyTechnicianCall,
  key: string | null,
) {
  if (route.kind === 'upload' || !route.staysWithin) return undefined;
  const operation = key === null ? [] : [`operation ${signedIn.scope.technicianId} ${key}`];
  return [...operation, route.staysWithin(params as Record<string, string>)];
}

/** Lets an edit of a record through only where it is the one the caller saw; the answer has the tag of what it is now. */
async function runEdit(route: Of<'change'>, call: AnyChangeCall): Promise<Reply> {
  if (!route.edits) return route.handle(call);
  const { request, services } = call;
  requireSeenRecord(request, (await route.edits(call)) ?? null, services.policy.requireIfMatch);
  const reply = await route.handle(call);
  const now = (await route.edits(call)) ?? null;
  return now === null ? reply : { ...reply, headers: { ...reply.headers, etag: `"${tagOf(now)}"` } };
}

/**
 * A job takes its key first, works outside any transaction, and records its end in one. A job whose server died is
 * taken over when its lease is over: jobs read the OLT before they write, so nothing is done twice.
 */
async function runJob(route: Of<'job'>, call: AnyTechnicianCall): Promise<Answer> {
  const { request, services, signedIn, now } = call;
  const key = requireKey(call);
  const times = readTimes(request, now);
  const fingerprint = fingerprintOf(request, call.body);
  const { scope } = signedIn;
  if (key) {
    const leaseUntil = new Date(now.getTime() + services.limits.oltJobMs * 2).toISOString();
    const again = await services.storage.change(scope, async (store) => {
      const stored = answerAgain(await store.operations.find(key), fingerprint, times.recordedAt);
      if (!stored)
        await store.operations.save(key, { fingerprint, answer: null, leaseUntil }, times.recordedAt);
      return stored;
    });
    if (again) return fromAnswer(again);
  }
  try {
    const outcome = await route.handle(call);
    const answer = toAnswer(route, outcome.reply);
    const recordedAt = services.clock().toISOString();
    await services.storage.change(scope, async (store) => {
      await outcome.record({ store, occurredAt: times.occurredAt, recordedAt });
      if (!key) return;
      if (outcome.final)
        await store.operations.save(key, { fingerprint, answer, leaseUntil: null }, recordedAt);
      else await store.operations.remove(key);
    });
    return fromAnswer(answer);
  } catch (error) {
    if (key) await services.storage.change(scope, (store) => store.operations.remove(key));
    throw error;
  }
}

/** @throws FieldError `server.bad_header`, `server.idempotency_key_required` */
export function requireKey({
  request,
  services,
}: Pick<AnyTechnicianCall, 'request' | 'services'>): string | null {
  const key = readIdempotencyKey(request);
  if (key === null && services.policy.requireIdempotencyKey) {
    throw protocolError('server.idempotency_key_required');
  }
  return key;
}

async function authenticate(request: Request, { signIn }: Services): Promise<SignedIn> {
  const [, token] = /^Bearer ([\w.~+/=-]{16,512})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (token === undefined) throw authError('server.unauthenticated');
  const signedIn = await signIn.authenticate(token);
  const tenantId = request.headers.get('x-field-tenant');
  if (tenantId !== null && tenantId !== signedIn.scope.tenantId) throw authError('server.unauthenticated');
  return signedIn;
}

export function readTimes(request: Request, now: Date): { occurredAt: string; recordedAt: string } {
  const recordedAt = now.toISOString();
  const occurredAt = request.headers.get('field-occurred-at') ?? recordedAt;
  if (!isDateTime(occurredAt)) {
    throw protocolError('server.bad_header', {
      header: 'Field-Occurred-At',
      expected: '2026-01-31T14:28:00-03:00',
    });
  }
  return { occurredAt, recordedAt };
}

function toAnswer(route: Route, { body, headers = {} }: Reply): StoredAnswer {
  return {
    status: route.answer.status,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  };
}

function fromAnswer({ status, headers, body }: StoredAnswer): Answer {
  return { status, headers: body === null ? headers : { ...jsonType, ...headers }, body };
}

const jsonType = { 'content-type': 'application/json' } as const;

function answerOf(route: Route, reply: Reply): Answer {
  const { body, json, headers = {}, status = route.answer.status } = reply;
  if (status === 304) return { status, headers, body: null };
  if (body instanceof ReadableStream) return { status: route.answer.status, headers, body };
  if (json) return { status, headers: { ...jsonType, ...headers }, body: json };
  return fromAnswer({ ...toAnswer(route, reply), status });
}
