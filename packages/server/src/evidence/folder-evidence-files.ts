import { createHash, randomUUID } from 'node:crypto';
import { constants, copyFile, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { EvidenceFiles } from './evidence-files.ts';

/** No request takes this long: what an older one left behind belongs to nobody. */
const abandonedAfterMs = 86_400_000;
/** How many names of a folder are looked at in one go. */
const mostNames = 10_000;

/**
 * Keeps evidence in a folder: `<tenant>/<first two digits>/<sha256>`, readable by the server's user alone. Several servers
 * may share it.
 */
export async function folderEvidenceFiles(root: string): Promise<EvidenceFiles> {
  const incoming = join(root, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await clearAbandoned(incoming);

  const place = (tenantId: string, sha256: string) =>
    join(root, folderName(tenantId), sha256.slice(0, 2), sha256);
  const partial = (tenantId: string, uploadId: string) =>
    join(root, 'uploads', folderName(tenantId), folderName(uploadId));

  async function settle(path: string, tenantId: string, sha256: string): Promise<void> {
    const target = place(tenantId, sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await syncPath(dirname(target));
  }

  return {
    async receive(tenantId) {
      const path = join(incoming, randomUUID());
      const file = await open(path, 'wx', 0o600);
      return {
        async write(chunk) {
          await file.writeFile(chunk);
        },
        async keep(sha256) {
          await file.sync();
          await file.close();
          await settle(path, tenantId, sha256);
        },
        async discard() {
          await file.close();
          await rm(path, { force: true });
        },
      };
    },

    partial: {
      async size(tenantId, uploadId) {
        return sizeOf(partial(tenantId, uploadId));
      },
      async append(tenantId, uploadId, offset, chunks) {
        const path = partial(tenantId, uploadId);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const isNew = (await sizeOf(path)) === null;
        const file = await open(path, isNew ? 'wx' : 'r+', 0o600);
        let position = offset;
        try {
          for await (const chunk of chunks) {
            await file.write(chunk, 0, chunk.byteLength, position);
            position += chunk.byteLength;
          }
        } finally {
          await file.sync();
          await file.close();
          if (isNew) await syncPath(dirname(path));
        }
        return position;
      },
      async *read(tenantId, uploadId) {
        const file = await open(partial(tenantId, uploadId), 'r');
        yield* file.createReadStream();
      },
      async copy(tenantId, uploadId, sha256) {
        const path = join(incoming, randomUUID());
        await copyFile(partial(tenantId, uploadId), path, constants.COPYFILE_FICLONE);
        await syncPath(path);
        await settle(path, tenantId, sha256);
      },
      discard: (tenantId, uploadId) => rm(partial(tenantId, uploadId), { force: true }),
      async discardStrays(tenantId, listUploads) {
        const folder = join(root, 'uploads', folderName(tenantId));
        const names = await firstNames(folder);
        if (names.length === 0) return;
        const known = new Set((await listUploads()).map(folderName));
        for (const name of names) if (!known.has(name)) await rm(join(folder, name), { force: true });
      },
    },

    async open(tenantId, sha256) {
      const path = place(tenantId, sha256);
      if ((await sizeOf(path)) === null) return null;
      const file = await open(path, 'r');
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
    },

    has: async (tenantId, sha256) => (await sizeOf(place(tenantId, sha256))) !== null,

    discardAbandoned: () => clearAbandoned(incoming),
  };
}

/** A tenant id is opaque and may hold any character; a folder's name may not. */
function folderName(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** Some of the names in a folder, which may be missing. */
async function firstNames(folder: string): Promise<string[]> {
  const opened = await opendir(folder).catch(() => null);
  const names: string[] = [];
  if (opened === null) return names;
  for await (const { name } of opened) if (names.push(name) === mostNames) break;
  return names;
}

async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
}

/** Makes the bytes of a file durable, or the names in a folder. */
async function syncPath(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
