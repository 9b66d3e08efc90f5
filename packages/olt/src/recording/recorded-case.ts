import { parse } from '@field/core';
import * as z from 'zod/mini';
import type { ReadName } from '../contract/operations.ts';
import { readNames } from '../contract/operations.ts';
import type { SnmpValue } from '../contract/snmp.ts';

const Step = z.object({ expect: z.optional(z.string()), emit: z.string() });
/** `[oid, type, value]`; octets in hexadecimal. */
const Variable = z.tuple([z.string(), z.enum(['number', 'bigint', 'text', 'octets']), z.string()]);
const Reading = z.object({
  name: z.enum(readNames as unknown as [ReadName, ...ReadName[]]),
  request: z.record(z.string(), z.unknown()),
  rows: z.unknown(),
  /** The code of the error it ended with; null where it gave rows. */
  error: z.nullable(z.string()),
});

/** What an OLT said, with other names: a dialogue, what its SNMP agent told, and the rows that came of it. */
const RecordedCaseShape = z.object({
  format: z.literal(1),
  vendor: z.string(),
  profile: z.string(),
  recordedAt: z.string(),
  cli: z.nullable(z.object({ user: z.string(), authenticated: z.boolean(), script: z.array(Step) })),
  snmp: z.nullable(z.array(Variable)),
  readings: z.array(Reading),
});
export type RecordedCase = z.infer<typeof RecordedCaseShape>;
export type RecordedVariable = z.infer<typeof Variable>;
export type RecordedReading = z.infer<typeof Reading>;

/** Reads a case that `field-olt record` wrote. @throws ValidationError naming what is wrong */
export function parseRecordedCase(document: unknown): RecordedCase {
  return parse(RecordedCaseShape, document);
}

export function encodeVariable(oid: string, value: SnmpValue): RecordedVariable {
  if (typeof value === 'number') return [oid, 'number', String(value)];
  if (typeof value === 'bigint') return [oid, 'bigint', String(value)];
  if (typeof value === 'string') return [oid, 'text', value];
  return [oid, 'octets', Buffer.from(value).toString('hex')];
}

export function decodeVariable([, type, value]: RecordedVariable): SnmpValue {
  if (type === 'number') return Number(value);
  if (type === 'bigint') return BigInt(value);
  return type === 'text' ? value : new Uint8Array(Buffer.from(value, 'hex'));
}
