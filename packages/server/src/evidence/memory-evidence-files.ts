import type { EvidenceFiles } from './evidence-files.ts';

/** Keeps evidence in memory, beside a database in memory. */
export function memoryEvidenceFiles(): EvidenceFiles {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const key = (tenantId: string, sha256: string) => JSON.stringify([tenantId, sha256]);
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
    async open(tenantId, sha256) {
      const bytes = files.get(key(tenantId, sha256));
      return bytes ? new Blob([bytes]).stream() : null;
    },
  };
}
