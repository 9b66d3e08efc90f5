import type { Connection } from '../connection.ts';
import { type ClientError, clientError, isClientError } from '../errors/client-error.ts';
import type { CallOptions, Technician } from '../http/caller.ts';
import { type Backoff, waitMs } from '../outbox/backoff.ts';
import { createRest } from '../outbox/rest.ts';
import { judge, refusalOf, type Verdict } from '../outbox/verdict.ts';
import { nextChunk, smallestChunk } from './chunk-size.ts';
import type { LinkMeter } from './link-limits.ts';
import type { Tus, UploadProgress } from './tus.ts';
import type { UploadEntry } from './upload.ts';
import type { UploadLog } from './upload-log.ts';

/** Sends files one after the other, each from where the server has it. */
export interface Uploader {
  /** Sends what may be sent now. */
  pump(): void;
  /** Forgets every wait, then pumps. */
  sync(): void;
  /** Lets go of what is on the wire, where `which` says so. */
  interrupt(which: (entry: UploadEntry) => boolean): void;
  readonly current: UploadEntry | undefined;
  sentBytesOf(id: string): number;
  failuresOf(id: string): number;
  stop(): void;
}

export interface UploaderOptions {
  readonly connection: Connection;
  readonly log: UploadLog;
  readonly tus: Tus;
  readonly meter: LinkMeter;
  readonly backoff: Backoff;
  readonly hash: (bytes: Uint8Array) => Promise<string>;
  /** Who is signed in and may send. */
  readonly sender: () => Technician | undefined;
  readonly onChange: () => void;
}

/** What waits where the line is gone: the other files would not fare better. */
const everything = '';

export function createUploader(options: UploaderOptions): Uploader {
  const { backoff, connection, hash, log, meter, onChange, sender, tus } = options;
  const { clock, locale, random, timeoutMs } = connection;
  const waits = new Map<string, () => void>();
  const failures = new Map<string, number>();
  const sent = new Map<string, number>();
  const mismatched = new Set<string>();
  const rest = createRest(clock, pump);
  let chunkBytes = smallestChunk;
  let current: { readonly entry: UploadEntry; readonly abort: AbortController } | undefined;
  let stopped = false;

  function pump(): void {
    const owner = sender();
    if (!owner || stopped || current || rest.isOn || waits.has(everything)) return;
    const entry = inOrder(log.entries()).find(
      ({ id, isPaused, owner: who, size, state }) =>
        state === 'queued' &&
        !isPaused &&
        !waits.has(id) &&
        who.technicianId === owner.technicianId &&
        who.tenantId === owner.tenantId &&
        meter.waitsFor(size) === null,
    );
    if (!entry) return;
    const abort = new AbortController();
    current = { entry, abort };
    void attempt(entry, { as: owner, signal: abort.signal });
  }

  async function attempt(entry: UploadEntry, call: CallOptions): Promise<void> {
    const { id } = entry;
    onChange();
    try {
      const evidenceId = await transfer(entry, call);
      await log.change([id], { state: 'stored', evidenceId });
      failures.delete(id);
    } catch (error) {
      await settle(entry, error, call);
    } finally {
      current = undefined;
      onChange();
      pump();
    }
  }

  /** The evidence's id, once the server has every byte. */
  async function transfer(entry: UploadEntry, call: CallOptions): Promise<string> {
    const { id, size } = entry;
    let progress = entry.path ? await tus.read(entry.path, call) : await create(entry, call);
    let bytes: Uint8Array | undefined;
    while (progress.evidenceId === null) {
      const { offset, path } = progress;
      show(id, offset);
      if (!path || offset >= size) throw clientError('client.malformed', { host: connection.host });
      const room = meter.roomFor(size);
      if (room === 0) throw clientError('client.aborted');
      bytes ??= await fileOf(entry);
      const chunk = bytes.subarray(offset, offset + Math.min(chunkBytes, room));
      const startedAt = clock.now();
      await meter.count(chunk.length);
      // A line that carries less than a quarter of 64 kbit/s for so long is taken for a broken one.
      const patient = { ...call, timeoutMs: Math.max(timeoutMs, chunk.length / 2) };
      progress = await tus.append(path, offset, chunk, patient);
      chunkBytes = nextChunk(chunk.length, clock.now() - startedAt);
      failures.delete(id);
      failures.delete(everything);
    }
    show(id, size);
    return progress.evidenceId;
  }

  async function create(entry: UploadEntry, call: CallOptions): Promise<UploadProgress> {
    const progress = await tus.create(entry, call);
    if (progress.path) await log.change([entry.id], { path: progress.path });
    return progress;
  }

  /** @throws ClientError `client.storage` where the bytes are not what was put there */
  async function fileOf({ id, sha256 }: UploadEntry): Promise<Uint8Array> {
    const bytes = await log.readFile(id);
    if (bytes === null || typeof bytes === 'string' || (await hash(bytes)) !== sha256) {
      throw clientError('client.storage', {}, { retryable: false });
    }
    return bytes;
  }

  async function settle(entry: UploadEntry, error: unknown, { signal }: CallOptions): Promise<void> {
    const { id } = entry;
    chunkBytes = Math.max(smallestChunk, Math.floor(chunkBytes / 2));
    // Paused, or its connection became one it waits for.
    if (stopped || signal?.aborted || isClientError(error, 'client.aborted')) return;
    const verdict = judge(error);
    try {
      if (isGone(entry, error)) await log.change([id], { path: null });
      else if (isFinal(error, verdict)) {
        await fail(entry, error);
        return;
      }
    } catch {
      // The storage fails: what the server said is asked for again.
      wait(id, null);
      return;
    }
    // The session's change wakes the uploads; while it says somebody is signed in, time does.
    if (verdict.type === 'again' && verdict.retryAfterMs) rest.impose(verdict.retryAfterMs);
    if (verdict.type === 'again') wait(verdict.hostFailed ? everything : id, verdict.retryAfterMs);
    else if (verdict.type !== 'signIn' || sender()) wait(id, null);
  }

  /** The server has the place no more, or threw the bytes away: once more from the start. */
  function isGone({ id, path }: UploadEntry, error: unknown): boolean {
    if (isMismatch(error)) return !mismatched.has(id) && mismatched.add(id).has(id);
    return path !== null && isClientError(error, 'client.not_found');
  }

  async function fail({ id }: UploadEntry, error: ClientError): Promise<void> {
    const failure = refusalOf(error, locale, new Date(clock.now()).toISOString());
    await log.change([id], { state: 'failed', failure });
  }

  function wait(id: string, retryAfterMs: number | null): void {
    const failed = (failures.get(id) ?? 0) + 1;
    failures.set(id, failed);
    waits.set(
      id,
      clock.schedule(waitMs(failed, backoff, random, retryAfterMs), () => {
        waits.delete(id);
        pump();
      }),
    );
  }

  function show(id: string, offset: number): void {
    sent.set(id, offset);
    onChange();
  }

  function forgetWaits(): void {
    for (const stopWaiting of waits.values()) stopWaiting();
    waits.clear();
  }

  return {
    pump,
    sync() {
      forgetWaits();
      pump();
    },
    interrupt(which) {
      if (current && which(current.entry)) current.abort.abort(clientError('client.aborted'));
    },
    get current() {
      return current?.entry;
    },
    sentBytesOf: (id) => sent.get(id) ?? 0,
    failuresOf: (id) => failures.get(id) ?? 0,
    stop() {
      stopped = true;
      current?.abort.abort(clientError('client.aborted'));
      rest.stop();
      forgetWaits();
    },
  };
}

/** Small pictures first, so that the office sees something of everything soon. */
function inOrder(entries: readonly UploadEntry[]): UploadEntry[] {
  return [...entries].sort(
    (a, b) => Number(b.isThumbnail) - Number(a.isThumbnail) || a.sequence - b.sequence,
  );
}

/** A wrong offset is not: the server is asked for the right one. */
function isFinal(error: unknown, verdict: Verdict): error is ClientError {
  const damaged = isClientError(error, 'client.storage') && !error.retryable;
  return damaged || (verdict.type === 'refused' && !isProblem(error, 'server.upload_offset_mismatch'));
}

/** The server threw the bytes away because they are not the promised ones. */
function isMismatch(error: unknown): boolean {
  return isProblem(error, 'server.evidence_checksum_mismatch');
}

function isProblem(error: unknown, code: string): boolean {
  return isClientError(error) && error.details.problem?.code === code;
}
