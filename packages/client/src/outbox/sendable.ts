import type { Locale } from '@field/core';
import { invalidInput } from '../errors/invalid-input.ts';
import type { RequestBody } from '../http/http.ts';
import type { Operation } from '../operations/operation.ts';
import type { OutboxEntry, StoredOperation } from './entry.ts';
import type { OutboxLog } from './log.ts';
import { mentionedBy, resolved } from './reference.ts';
import type { ReportFiles } from './report-files.ts';

/** Where what a change refers to is found. */
export interface Surroundings {
  readonly log: OutboxLog;
  readonly files: ReportFiles | undefined;
  readonly locale: Locale;
}

/**
 * A change with the server's ids in place of references and files.
 * @throws ClientError `client.invalid` where what it refers to was given up
 */
export function addressed({ operation, ticketId }: OutboxEntry, around: Surroundings): StoredOperation {
  const { files, locale, log } = around;
  const { entries } = log.state();
  const idOf = (operationId: string) =>
    entries.find((entry) => entry.state === 'done' && entry.operation.operationId === operationId)
      ?.answerId ?? null;
  const lost = mentionedBy(operation).filter((operationId) => idOf(operationId) === null);
  if (lost.length > 0) {
    const params = { reference: `local:${lost[0]}` };
    throw invalidInput([{ path: ['reference'], code: 'invalid', params }], locale);
  }
  return resolved(operation, idOf, (sha256) => files?.evidenceIdOf(ticketId ?? '', sha256));
}

/**
 * A change as it goes on the wire, with its file.
 * @throws ClientError `client.invalid` where what it refers to was given up, or its file is gone
 */
export async function sendable(entry: OutboxEntry, around: Surroundings): Promise<Operation> {
  const { kind, body, ...rest } = addressed(entry, around);
  return { ...rest, kind: kind as Operation['kind'], body: await bodyOf(body, around) };
}

async function bodyOf(
  body: OutboxEntry['operation']['body'],
  { locale, log }: Surroundings,
): Promise<RequestBody | null> {
  if (!body || 'json' in body) return body;
  const bytes = await log.readFile(body.file);
  if (bytes === null || typeof bytes === 'string') {
    throw invalidInput([{ path: ['bytes'], code: 'required', params: {} }], locale);
  }
  return { bytes, mediaType: body.mediaType };
}
