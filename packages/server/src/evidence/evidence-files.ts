/** A file that is being received. Either `keep` or `discard` ends it. */
export interface IncomingFile {
  write(chunk: Uint8Array): Promise<void>;
  /** Makes the bytes durable under their hash. A file that is there already stays, or is replaced by the same bytes. */
  keep(sha256: string): Promise<void>;
  discard(): Promise<void>;
}

/** Files that arrive in pieces over several requests; what has arrived outlives the process. */
export interface PartialFiles {
  /** How many bytes have arrived; null where none have. */
  size(tenantId: string, uploadId: string): Promise<number | null>;
  /**
   * Writes `chunks` behind `offset` and answers the size that is on the disk then. What came before `chunks` rejected is
   * on the disk too.
   */
  append(
    tenantId: string,
    uploadId: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<number>;
  read(tenantId: string, uploadId: string): AsyncIterable<Uint8Array>;
  /** Makes the bytes durable under their hash too. Whoever asks again before `discard` can do so again. */
  copy(tenantId: string, uploadId: string, sha256: string): Promise<void>;
  discard(tenantId: string, uploadId: string): Promise<void>;
  /**
   * Throws away what belongs to none of the tenant's uploads, some thousands at once. `listUploads` is asked when it is known what is
   * there: an upload is recorded before its first byte and forgotten before its last one goes, so what it does not name is nobody's.
   */
  discardStrays(tenantId: string, listUploads: () => Promise<readonly string[]>): Promise<void>;
}

/**
 * The bytes of photos and signatures, stored by tenant and SHA-256. A file may outlive the row that names it (a request
 * that broke off); a row never names a file that is not there.
 */
export interface EvidenceFiles {
  receive(tenantId: string): Promise<IncomingFile>;
  readonly partial: PartialFiles;
  /** Null where there is no such file. */
  open(tenantId: string, sha256: string): Promise<ReadableStream<Uint8Array> | null>;
  has(tenantId: string, sha256: string): Promise<boolean>;
  /** Throws away what requests have left that broke off long ago. */
  discardAbandoned(): Promise<void>;
}
