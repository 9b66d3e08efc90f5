import type { FieldClient } from '../client.ts';
import type { Backoff } from '../outbox/backoff.ts';
import type { Trigger } from '../outbox/triggers.ts';
import type { Store } from '../ports/store.ts';
import type { EvidenceUpload } from '../resources/check-evidence.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import type { Network, UploadLimits } from './link-limits.ts';
import type { Sha256 } from './sha256.ts';
import type { UploadEntry, UploadItem } from './upload.ts';

/** A picture as a hook is given it and gives it back. */
export type Picture = Pick<EvidenceUpload, 'bytes' | 'mediaType'>;

/** How {@link Uploads} keep and send files. */
export interface UploadsOptions {
  readonly client: FieldClient;
  /** Where files are kept; the outbox's storage will do. */
  readonly storage: RecordStorage;
  /** What the platform knows of its connection, for the limits. */
  readonly network?: Network | undefined;
  readonly limits?: UploadLimits | undefined;
  /** Makes a photo smaller before anything else happens to it. Where it fails, the photo stays as it is. */
  readonly downscale?: ((photo: Picture) => Promise<Picture>) | undefined;
  /**
   * Makes a small picture of a photo, which is sent before all photos: evidence of the subject `thumbnail`, whose caption
   * is `sha256:` and the photo's hash.
   */
  readonly thumbnail?: ((photo: Picture) => Promise<Picture | null>) | undefined;
  /** WebCrypto's where left out. */
  readonly sha256?: Sha256 | undefined;
  readonly backoff?: Partial<Backoff> | undefined;
  /** What says that a try may be worth it, such as `createBrowserTrigger`. */
  readonly triggers?: readonly Trigger[] | undefined;
}

/** Where the files stand. */
export interface UploadsSnapshot {
  /**
   * `waiting`: for the connection, an unmetered one, tomorrow's budget, or a decision about a failed file; `items` say
   * which. `needsSignIn`: files wait for their technician.
   */
  readonly status: 'idle' | 'uploading' | 'waiting' | 'paused' | 'needsSignIn' | 'closed';
  /** Files of this technician the server does not have, failed ones included. */
  readonly pending: number;
  readonly failed: number;
  /** What is still to be sent of them. */
  readonly bytesLeft: number;
  /** The technician's files, in the order they were added; those the server has stay for some weeks. */
  readonly items: readonly UploadItem[];
}

/** Photos and signatures that reach the server whole, however often the line drops. One at a time on a storage. */
export interface Uploads extends Store<UploadsSnapshot> {
  /** Whether the server takes files in pieces. */
  readonly isAvailable: boolean;
  /**
   * Stores a file, then sends it. Answers once it is on the disk. The same bytes for the same ticket are the same file.
   * `reference` stands for it in a closing: `sha256:` and its hash.
   */
  add(ticketId: string, file: EvidenceUpload): Promise<{ readonly id: string; readonly reference: string }>;
  /** Holds up one file, or all that wait now; bytes the server has stay there. */
  pause(id?: string): Promise<void>;
  resume(id?: string): Promise<void>;
  /** Sends a failed file once more. */
  retry(id: string): Promise<void>;
  /** Gives up a file the server does not have. */
  discard(id: string): Promise<void>;
  /** What may go over a metered connection from now on. */
  limit(limits: UploadLimits): void;
  /** Tries everything now. */
  sync(): void;
  /** The server's id of a ticket's file; `null` while it is on its way, `undefined` where this device knows none. */
  evidenceIdOf(ticketId: string, sha256: string): string | null | undefined;
  /** Notes that the server has a closing that names these files, by hash or by evidence id. */
  link(ticketId: string, names: readonly string[]): Promise<void>;
  /** What other entries of this package build on. */
  readonly kept: KeptFiles;
  /** Ends this; what it holds stays in the storage. */
  close(): Promise<void>;
}

/** A file with its bytes. */
export interface KeptFile {
  readonly entry: UploadEntry;
  readonly bytes: Uint8Array;
}

/** What uploads hold, as other entries of this package build on it. */
export interface KeptFiles {
  /** The technician's files the server does not have. */
  pending(): Promise<readonly KeptFile[]>;
  /** Takes over files of another device; answers how many were new. */
  adopt(files: readonly KeptFile[]): Promise<number>;
}
