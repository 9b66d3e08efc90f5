import { type ClientError, isClientError } from '../errors/client-error.ts';
import type { Removed } from './removed.ts';

/**
 * What a read answers, whether there is coverage or not. Empty, failed and stale are three answers:
 *
 * - `fresh`: as it is now, from the network, or from the cache where that is young enough.
 * - `empty`: fresh, and there is nothing: the list has no items, as far as `complete` says.
 * - `stale`: as it was at `asOf`; `error` says why it could not be read again, `null` where nobody tried.
 * - `failed`: nothing is known; `error` says why.
 */
export type Reading<T> =
  | {
      readonly state: 'fresh' | 'empty';
      readonly source: 'network' | 'cache';
      /** When the server said it, ISO 8601. */
      readonly asOf: string;
      /** Whether this is all there is; `false` where pages are still missing, or the cache does not hold all. */
      readonly complete: boolean;
      readonly value: T;
      readonly error: null;
    }
  | {
      readonly state: 'stale';
      readonly source: 'cache';
      readonly asOf: string;
      readonly complete: boolean;
      readonly value: T;
      readonly error: ClientError | null;
    }
  | {
      readonly state: 'failed';
      readonly source: 'network' | 'cache';
      readonly asOf: null;
      readonly complete: false;
      readonly value: null;
      readonly error: ClientError;
      /** Of a ticket that left the list: when, and why. */
      readonly removed?: Removed | undefined;
    };

/** Something that was known once. */
export interface Known<T> {
  readonly value: T;
  readonly asOf: string;
  readonly complete: boolean;
}

export function fresh<T>(known: Known<T>, source: 'network' | 'cache'): Reading<T> {
  const { asOf, complete, value } = known;
  return { state: isEmpty(value) ? 'empty' : 'fresh', source, asOf, complete, value, error: null };
}

export function stale<T>({ asOf, complete, value }: Known<T>, error: ClientError | null): Reading<T> {
  return { state: 'stale', source: 'cache', asOf, complete, value, error };
}

export function failed<T>(
  error: ClientError,
  source: 'network' | 'cache' = 'network',
  removed?: Removed,
): Reading<T> {
  const none = { asOf: null, complete: false, value: null } as const;
  return { state: 'failed', source, ...none, error, ...(removed && { removed }) };
}

/** What a failed read answers; rejects where it was the app that ended it, or asked for nonsense. */
export function fallBack<T>(error: unknown, known: Known<T> | undefined): Reading<T> {
  if (!isClientError(error) || error.code === 'client.aborted' || error.code === 'client.invalid')
    throw error;
  const gone = error.code === 'client.not_found' || error.code === 'client.forbidden';
  return known && !gone ? stale(known, error) : failed(error);
}

function isEmpty(value: unknown): boolean {
  const { items } = (value ?? {}) as { readonly items?: unknown };
  return Array.isArray(items) && items.length === 0;
}
