import { type CheckResult, check, EvidenceMediaType, maxPhotoBytes } from '@field/core';
import { readBytes, readText } from './read-body.ts';

/** Reads an answer of one kind; `ok: false` where it is not of that kind. Rejects only where the wire breaks. */
export type Answer<T> = (response: Response, mediaType: string) => Promise<CheckResult<T>>;

/** The largest JSON answer: 500 tickets with long texts stay far below it. */
const maxJsonBytes = 8_000_000;

const notThis: CheckResult<never> = { ok: false, issues: [] };

/** A JSON document in one of core's shapes. */
/* @__NO_SIDE_EFFECTS__ */
export function json<T>(shape: (value: unknown) => CheckResult<T>): Answer<T> {
  return async (response, mediaType) => {
    const value = await readJson(response, mediaType, maxJsonBytes);
    return value === undefined ? notThis : shape(value);
  };
}

/** 204 and nothing more: a portal's page with status 200 is no receipt. */
export const nothing: Answer<void> = async ({ status }) =>
  status === 204 ? { ok: true, value: undefined } : notThis;

/** The bytes of a photo or a signature. */
export interface EvidenceFile {
  readonly mediaType: EvidenceMediaType;
  readonly bytes: Uint8Array;
}

/** A file of evidence. */
export const file: Answer<EvidenceFile> = async (response, header) => {
  const mediaType = check(EvidenceMediaType, header);
  const bytes = mediaType.ok ? await readBytes(response, maxPhotoBytes) : undefined;
  return mediaType.ok && bytes ? { ok: true, value: { mediaType: mediaType.value, bytes } } : notThis;
};

/** The value of a JSON body; `undefined` where it is not JSON or longer than `limit`. */
export async function readJson(response: Response, mediaType: string, limit: number): Promise<unknown> {
  if (!/[/+]json$/.test(mediaType)) return undefined;
  const text = await readText(response, limit);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
