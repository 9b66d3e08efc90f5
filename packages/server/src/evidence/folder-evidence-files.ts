import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { EvidenceFiles } from './evidence-files.ts';

/** Keeps evidence in a folder: `<tenant>/<first two digits>/<sha256>`, readable by the server's user alone. */
export async function folderEvidenceFiles(root: string): Promise<EvidenceFiles> {
  const incoming = join(root, 'incoming');
  // What a broken-off request left behind belongs to nobody.
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });

  const place = (tenantId: string, sha256: string) =>
    join(root, folderName(tenantId), sha256.slice(0, 2), sha256);

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
          const target = place(tenantId, sha256);
          await mkdir(dirname(target), { recursive: true, mode: 0o700 });
          await rename(path, target);
          await syncFolder(dirname(target));
        },
        async discard() {
          await file.close();
          await rm(path, { force: true });
        },
      };
    },

    async open(tenantId, sha256) {
      const path = place(tenantId, sha256);
      if (!(await exists(path))) return null;
      const file = await open(path, 'r');
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
    },
  };
}

/** A tenant id is opaque and may hold any character; a folder's name may not. */
function folderName(tenantId: string): string {
  return createHash('sha256').update(tenantId).digest('hex').slice(0, 32);
}

/** Makes a new name in a folder durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
