import { boundedMap } from '../storage/bounded-map.ts';
import type { SignedIn } from '../storage/storage.ts';

/** How many answers are kept, and how many bytes one may have to be kept. */
const most = 256;
const longest = 256 * 1024;

/** Answers that stay true until the tenant's next change a technician may see. */
export interface Recall {
  /** The JSON of `read`'s value, in UTF-8: as it was told last, where nothing has changed since. */
  json(signedIn: SignedIn, asked: unknown, read: () => Promise<unknown>): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Keeps lists by who asked for what, with the revision of the tenant they were read at. The revision comes with the session of
 * every request, from the database: a change by another server counts as much as one of our own.
 */
export function createRecall(): Recall {
  const known = boundedMap<string, { readonly revision: number; readonly json: Uint8Array<ArrayBuffer> }>(
    most,
  );
  return {
    async json({ scope, role, revision }, asked, read) {
      const key = JSON.stringify([scope, role, asked]);
      const told = known.get(key);
      if (told?.revision === revision) return told.json;
      const json = Buffer.from(JSON.stringify(await read()));
      if (json.byteLength <= longest) known.set(key, { revision, json });
      return json;
    },
  };
}
