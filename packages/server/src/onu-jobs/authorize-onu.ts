import { type AuthorizeResult, isFieldError, type Locale, type OnuAddress } from '@field/core';
import { type OltErrorCode, oltError, type ProvisionService, type WriteResult } from '@field/olt';
import { type AuthorizationRequest, toAuthorizeOnu, toProvisionService } from './authorization-request.ts';
import type { OltSession } from './olt-gateway.ts';

type Authorized = Pick<AuthorizeResult, 'outcome' | 'address' | 'conflictAt' | 'reply'>;

/**
 * Authorizes an ONU, gives it its service, and saves once. An ONU this run created is removed again when its service is
 * refused, so that no half-made customer stays behind.
 */
export async function authorizeOnu(
  session: OltSession,
  request: AuthorizationRequest,
  locale: Locale,
  signal: AbortSignal,
): Promise<Authorized> {
  const authorized = await session.write('authorizeOnu', toAuthorizeOnu(request), { signal, undo: true });
  const reply = replyOf(authorized, locale);
  if (authorized.outcome === 'conflict') {
    return { outcome: 'conflict', address: null, conflictAt: authorized.address, reply };
  }
  if (!stands(authorized) || !authorized.address) {
    return {
      outcome: authorized.outcome === 'undone' ? 'undone' : 'unknown',
      address: null,
      conflictAt: null,
      reply,
    };
  }
  const { address } = authorized;
  const isNew = authorized.outcome === 'created';
  const service = toProvisionService(request, address);
  const provisioned = service && (await provision(session, service, signal));
  if (provisioned && !stands(provisioned)) {
    const refused = replyOf(provisioned, locale);
    if (!isNew) return { outcome: notThrough(provisioned), address, conflictAt: null, reply: refused };
    return { ...(await takeBack(session, address, request.serialNumber, signal)), reply: refused };
  }
  const isChanged =
    authorized.outcome !== 'unchanged' || (provisioned !== null && provisioned.outcome !== 'unchanged');
  return {
    outcome: authorized.outcome === 'moved' ? 'moved' : isChanged ? 'created' : 'unchanged',
    address,
    conflictAt: null,
    reply: isChanged ? await save(session, locale, signal) : null,
  };
}

type Write = Pick<WriteResult, 'outcome' | 'error'>;

/** A session that breaks here must not hide that the ONU stands: the failure is a result like any other. */
async function provision(
  session: OltSession,
  service: ProvisionService,
  signal: AbortSignal,
): Promise<Write> {
  try {
    return await session.write('provisionService', service, { signal, undo: true });
  } catch (error) {
    if (!isFieldError(error)) throw error;
    const { code, message, details } = error;
    return { outcome: 'unknown', error: { code, message, details } };
  }
}

/** Whether what was asked for is now on the OLT. */
function stands({ outcome }: Write): boolean {
  return outcome === 'created' || outcome === 'unchanged' || outcome === 'moved' || outcome === 'changed';
}

function notThrough({ outcome }: Write): 'conflict' | 'undone' | 'unknown' {
  return outcome === 'conflict' || outcome === 'undone' ? outcome : 'unknown';
}

async function takeBack(
  session: OltSession,
  address: OnuAddress,
  serialNumber: string,
  signal: AbortSignal,
): Promise<Pick<Authorized, 'outcome' | 'address' | 'conflictAt'>> {
  const unknown = { outcome: 'unknown', address, conflictAt: null } as const;
  try {
    const { outcome } = await session.write('deprovisionOnu', { address, serialNumber }, { signal });
    const isGone = outcome === 'removed' || outcome === 'unchanged';
    return isGone ? { outcome: 'undone', address: null, conflictAt: null } : unknown;
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return unknown;
  }
}

/** The ONU works whether or not the OLT saved: a failure is told, not thrown. */
async function save(session: OltSession, locale: Locale, signal: AbortSignal): Promise<string | null> {
  try {
    await session.save({ signal });
    return null;
  } catch (error) {
    if (!isFieldError(error)) throw error;
    const { message, next } = error.text(locale);
    return `${message} ${next}`.slice(0, 2000);
  }
}

function replyOf({ error }: Write, locale: Locale): string | null {
  if (!error) return null;
  const known = Object.hasOwn(oltError.catalogue, error.code);
  const text = known
    ? oltError(error.code as OltErrorCode, error.details).text(locale).message
    : error.message;
  return text.slice(0, 2000);
}
