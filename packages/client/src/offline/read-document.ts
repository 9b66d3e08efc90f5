import type { FieldClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import { isClientError } from '../errors/client-error.ts';
import type { CallOptions } from '../http/caller.ts';
import { formatQuery } from '../http/path.ts';
import type { DocumentSource } from './documents.ts';
import type { OfflineCall, ReadOptions } from './offline-call.ts';
import { fallBack, fresh, type Reading } from './reading.ts';

/** Reads something that is kept whole under a name, from the network or as it was. */
export async function readDocument<T>(
  { connection }: FieldClient,
  offlineCall: OfflineCall,
  name: string,
  source: DocumentSource<T>,
  options: ReadOptions,
): Promise<Reading<T>> {
  const desk = await offlineCall.desk();
  const known = desk.cache.document<T>(name);
  const { call, young } = offlineCall.prepare(desk, known, options);
  if (known && young) return fresh(known, 'cache');
  try {
    const value = await readWhole(connection, source, call).catch((error: unknown) => {
      if (source.optional === undefined || !lacksRoute(error)) throw error;
      return source.optional;
    });
    const document = { value, asOf: new Date(connection.clock.now()).toISOString(), complete: true };
    await desk.cache.change({ documents: { [name]: document } });
    return fresh(document, 'network');
  } catch (error) {
    return fallBack(error, known);
  }
}

/** What comes in pages, page after page: it is kept whole. */
async function readWhole<T>(
  { call }: Connection,
  { answer, path }: DocumentSource<T>,
  options: CallOptions,
): Promise<T> {
  type Paged = { readonly items: readonly unknown[]; readonly nextCursor: string };
  const read = async (query: string) =>
    (await call({ method: 'GET', path: path + query }, answer, options)) as T & Paged;
  let whole = await read('');
  while (whole.nextCursor) {
    const page = await read(formatQuery({ cursor: whole.nextCursor }));
    whole = { ...page, items: [...whole.items, ...page.items] };
  }
  return whole;
}

function lacksRoute(error: unknown): boolean {
  return isClientError(error, 'client.not_found');
}
