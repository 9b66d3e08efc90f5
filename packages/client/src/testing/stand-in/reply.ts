import {
  type CheckResult,
  type Finding,
  formatIssue,
  type Issue,
  type Locale,
  toJsonPointer,
} from '@field/core';
import { findingTexts, formatFinding } from '@field/core/texts';

/** What a route answers: JSON, bytes, a stream, or nothing. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly stream?: ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a route; becomes a problem document. */
export class Refused extends TypeError {
  readonly code: string;
  readonly issues: readonly Issue[];

  constructor(code: keyof typeof statuses, issues: readonly Issue[] = []) {
    super(code);
    this.code = code;
    this.issues = issues;
  }
}

/** The codes of a Field server the stand-in uses. */
const statuses = {
  'core.invalid_input': [422, 'Some fields are not valid.'],
  'stand_in.not_served': [501, 'The stand-in does not have this; ask a Field server of your own.'],
  'server.role_missing': [403, 'Your role may not do this.'],
  'server.closing_missing': [404, 'This ticket was not closed.'],
  'server.route_unknown': [404, 'There is nothing here.'],
  'server.not_found': [404, 'This does not exist, or is not yours.'],
  'server.tenant_unknown': [404, 'No provider is known under this domain.'],
  'server.login_refused': [401, 'User, password or company is wrong.'],
  'server.unauthenticated': [401, 'A valid access token is missing.'],
  'server.token_expired': [401, 'The access token has expired.'],
  'server.session_ended': [401, 'This session has ended.'],
  'server.refresh_refused': [401, 'The refresh token is not valid.'],
  'server.refresh_reused': [401, 'The refresh token was used before, so its session was ended.'],
  'server.bad_header': [400, 'A header is not valid.'],
  'server.malformed_json': [400, 'The body is not JSON.'],
  'server.idempotency_mismatch': [422, 'This Idempotency-Key was used for another request.'],
  'server.sync_restart': [410, 'This cursor is not known any more. Start over.'],
  'server.ticket_closed': [409, 'This ticket is closed.'],
  'server.ticket_changed': [412, 'The ticket has changed since it was read.'],
  'server.visit_running': [409, 'A visit to this ticket is running.'],
  'server.visit_not_ready': [422, 'The visit cannot start yet.'],
  'server.pppoe_missing': [404, 'This contract has no PPPoE login.'],
  'server.stock_insufficient': [409, 'Your stock does not have that much of this product.'],
  'server.serial_not_in_stock': [409, 'This item is not in your stock.'],
  'server.closing_incomplete': [422, 'The closing is not complete.'],
  'server.evidence_empty': [422, 'The file is empty.'],
  'server.evidence_checksum_mismatch': [460, 'The bytes are not what was promised.'],
  'server.unsupported_media_type': [415, 'The content type is not taken here.'],
  'server.draft_missing': [404, 'There is no draft.'],
  'server.draft_changed': [412, 'The draft was changed on another device.'],
  'server.olt_missing': [409, 'No OLT serves this contract.'],
  'server.onu_missing': [409, 'This contract has no ONU.'],
  'server.onu_already_bound': [409, 'This contract has another ONU.'],
  'server.plan_changed': [412, 'The plan is not what was shown any more.'],
  'server.upload_offset_mismatch': [409, 'The upload stands at another offset.'],
  'server.job_ended': [409, 'This job cannot be cancelled.'],
  'server.internal': [500, 'The server failed.'],
} as const;

/** Refusals that say how to go on. */
const again: readonly string[] = ['server.evidence_checksum_mismatch', 'server.upload_offset_mismatch'];

export function refuse(code: keyof typeof statuses, issues: readonly Issue[] = []): never {
  throw new Refused(code, issues);
}

/** The value of a check that passed; else the refusal that names the fields. */
export function accept<T>(result: CheckResult<T>): T {
  return result.ok ? result.value : refuse('core.invalid_input', result.issues);
}

export function problemReply({ code, issues }: Refused, locale: Locale): Reply {
  const [status, title] = statuses[code as keyof typeof statuses];
  const errors = issues.map((issue) => ({
    pointer: toJsonPointer(issue.path),
    code: issue.code,
    message: sentenceOf(issue, locale),
  }));
  const detail = [title, ...errors.map(({ message }) => message)].join(' ').slice(0, 4000);
  const retryable = status === 500 || again.includes(code);
  const body = { type: 'about:blank', title, status, detail, code, retryable, errors, traceId: 'stand-in' };
  const type = 'application/problem+json';
  return {
    status,
    body,
    headers: {
      'content-type': type,
      'content-language': 'en',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
  };
}

/** A finding of a closing or a start says what is missing, any other issue what is wrong. */
function sentenceOf({ code, params, path }: Issue, locale: Locale): string {
  const isFinding = Object.hasOwn(findingTexts, code.split('.')[1] ?? '');
  return isFinding
    ? formatFinding({ code: code as Finding['code'], params }, locale)
    : formatIssue({ code, params, path }, locale);
}

export function toResponse({ body, bytes, headers = {}, status, stream }: Reply): Response {
  if (stream) return new Response(stream, { status, headers });
  if (bytes) return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
