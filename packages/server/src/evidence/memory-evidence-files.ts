import type { EvidenceFiles } from './evidence-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Keeps evidence in memory, beside a database in memory. */
export function memoryEvidenceFiles(): EvidenceFiles {
  const files = new Map<string, Bytes>();
  const partial = new Map<string, Bytes>();
  const key = (tenantId: string, name: string) => JSON.stringify([tenantId, name]);
  return {
    async receive(tenantId) {
      const chunks: Uint8Array[] = [];
      return {
        async write(chunk) {
          chunks.push(chunk.slice());
        },
        async keep(sha256) {
          files.set(key(tenantId, sha256), Uint8Array.from(Buffer.concat(chunks)));
        },
        async discard() {
          chunks.length = 0;
        },
      };
    },
    partial: {
      size: async (tenantId, uploadId) => partial.get(key(tenantId, uploadId))?.byteLength ?? null,
      async append(tenantId, uploadId, offset, chunks) {
        const name = key(tenantId, uploadId);
        let bytes = partial.get(name)?.slice(0, offset) ?? new Uint8Array();
        for await (const chunk of chunks) {
          bytes = Uint8Array.from(Buffer.concat([bytes, chunk]));
          partial.set(name, bytes);
        }
        partial.set(name, bytes);
        return bytes.byteLength;
      },
      async *read(tenantId, uploadId) {
        yield partial.get(key(tenantId, uploadId)) ?? new Uint8Array();
      },
      async copy(tenantId, uploadId, sha256) {
        files.set(key(tenantId, sha256), partial.get(key(tenantId, uploadId)) ?? new Uint8Array());
      },
      async discard(tenantId, uploadId) {
        partial.delete(key(tenantId, uploadId));
      },
      async discardStrays(tenantId, listUploads) {
        const names = [...partial.keys()].filter((name) => JSON.parse(name)[0] === tenantId);
        const known = new Set((await listUploads()).map((uploadId) => key(tenantId, uploadId)));
        for (const name of names) if (!known.has(name)) partial.delete(name);
      },
    },
    async open(tenantId, sha256) {
      const bytes = files.get(key(tenantId, sha256));
      return bytes ? new Blob([bytes]).stream() : null;
    },
    has: async (tenantId, sha256) => files.has(key(tenantId, sha256)),
    discardAbandoned: async () => undefined,
  };
}
