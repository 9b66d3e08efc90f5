/** A file that is being received. Either `keep` or `discard` ends it. */
export interface IncomingFile {
  write(chunk: Uint8Array): Promise<void>;
  /** Makes the bytes durable under their hash. A file that is there already stays, or is replaced by the same bytes. */
  keep(sha256: string): Promise<void>;
  discard(): Promise<void>;
}

/**
 * The bytes of photos and signatures, stored by tenant and SHA-256. A file may outlive the row that names it (a request
 * that broke off); a row never names a file that is not there.
 */
export interface EvidenceFiles {
  receive(tenantId: string): Promise<IncomingFile>;
  /** Null where there is no such file. */
  open(tenantId: string, sha256: string): Promise<ReadableStream<Uint8Array> | null>;
}
