import { clientError } from '../errors/client-error.ts';
import type { Technician } from '../http/caller.ts';
import { createPathTag } from '../http/path.ts';
import { createStore } from '../ports/store.ts';
import { checkEvidence, type EvidenceUpload } from '../resources/check-evidence.ts';
import { openLinkMeter } from './link-limits.ts';
import { smaller, thumbnailOf } from './photo.ts';
import { resolveSha256 } from './sha256.ts';
import { createTus } from './tus.ts';
import { isPending, type UploadEntry, type UploadItem } from './upload.ts';
import { openUploadLog } from './upload-log.ts';
import { createUploader } from './uploader.ts';
import type { KeptFile, Uploads, UploadsOptions, UploadsSnapshot } from './uploads.ts';

/** Some weeks of photos: what a closing may still name. */
const keepDone = 2_000;

/**
 * Opens the files of a client and goes on with what was begun.
 * @throws ClientError `client.missing_port` where there is no SHA-256, `client.storage` where the storage cannot be read
 */
export async function openUploads(options: UploadsOptions): Promise<Uploads> {
  const { client, network, storage, triggers = [] } = options;
  const { connection, session } = client;
  const { call, clock, locale } = connection;
  const hash = resolveSha256(options.sha256);
  const path = createPathTag(locale);
  let closed = false;

  const store = createStore(clock, () => {
    const mine = entriesOf(owner());
    const left = mine.filter(isPending);
    return {
      status: statusOf(left),
      pending: left.length,
      failed: left.filter(({ state }) => state === 'failed').length,
      bytesLeft: left.reduce((sum, { id, size }) => sum + size - uploader.sentBytesOf(id), 0),
      items: mine.map(itemOf),
    };
  });
  const log = await openUploadLog(storage, keepDone, () => store.changed());
  const meter = await openLinkMeter(storage, clock, network, options.limits ?? {});
  const uploader = createUploader({
    connection,
    log,
    meter,
    hash,
    tus: createTus(call, path),
    backoff: { baseMs: options.backoff?.baseMs ?? 1_000, maxMs: options.backoff?.maxMs ?? 300_000 },
    sender: () => (session.getSnapshot().status === 'signedIn' ? owner() : undefined),
    onChange: () => store.changed(),
  });

  function owner(): Technician | undefined {
    const who = session.getSnapshot().session;
    return who ? { tenantId: who.tenantId, technicianId: who.technician.id } : undefined;
  }

  function entriesOf(who: Technician | undefined): UploadEntry[] {
    return log
      .entries()
      .filter(({ owner }) => owner.technicianId === who?.technicianId && owner.tenantId === who?.tenantId);
  }

  function statusOf(left: readonly UploadEntry[]): UploadsSnapshot['status'] {
    if (closed) return 'closed';
    if (uploader.current) return 'uploading';
    if (left.length === 0) return 'idle';
    if (session.getSnapshot().status !== 'signedIn') return 'needsSignIn';
    return left.every(({ isPaused }) => isPaused) ? 'paused' : 'waiting';
  }

  function itemOf(entry: UploadEntry): UploadItem {
    const { about, evidenceId, failure, id, isPaused, isThumbnail, sha256, size, state, ticketId } = entry;
    return {
      id,
      ticketId,
      about,
      sha256,
      size,
      state: state === 'queued' && uploader.current?.id === id ? 'uploading' : state,
      isThumbnail,
      isPaused,
      sentBytes: isPending(entry) ? uploader.sentBytesOf(id) : size,
      waitsFor: state === 'queued' ? meter.waitsFor(size) : null,
      evidenceId,
      failure,
      failures: uploader.failuresOf(id),
    };
  }

  function find(ticketId: string, sha256: string): UploadEntry | undefined {
    return entriesOf(owner()).find((entry) => entry.ticketId === ticketId && entry.sha256 === sha256);
  }

  /** A file the server does not have. @throws ClientError `client.not_found` */
  function open(id: string): UploadEntry {
    const entry = entriesOf(owner()).find((candidate) => candidate.id === id);
    if (!entry || !isPending(entry)) throw clientError('client.not_found');
    return entry;
  }

  async function entryOf(ticketId: string, file: EvidenceUpload, isThumbnail: boolean) {
    const who = owner();
    if (!who) throw clientError('client.unauthenticated');
    const entry = {
      id: connection.stamp().operationId,
      owner: who,
      ticketId,
      about: checkEvidence(file, locale),
      sha256: await hash(file.bytes),
      size: file.bytes.length,
      isThumbnail,
      state: 'queued',
      isPaused: false,
      path: null,
      evidenceId: null,
      failure: null,
      addedAt: new Date(clock.now()).toISOString(),
    } as const;
    return { entry, bytes: file.bytes };
  }

  /** Pauses or resumes one file, or all that wait. */
  async function hold(id: string | undefined, isPaused: boolean): Promise<void> {
    const which = id === undefined ? entriesOf(owner()).filter(isPending) : [open(id)];
    const ids = which.map((entry) => entry.id);
    await log.change(ids, { isPaused });
    if (isPaused) uploader.interrupt((entry) => ids.includes(entry.id));
    uploader.sync();
  }

  await client.restore();
  const stops = [
    session.subscribe(() => {
      store.changed();
      uploader.sync();
    }),
    connection.beforeLogout(() => store.getSnapshot().pending),
    network?.subscribe?.(() => {
      uploader.interrupt(({ size }) => meter.waitsFor(size) !== null);
      store.changed();
      uploader.sync();
    }),
    ...triggers.map((trigger) => trigger(uploader.sync)),
  ];
  uploader.pump();

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    isAvailable: connection.capabilities.includes('resumableUploads'),
    async add(ticketId, given) {
      if (closed) throw clientError('client.aborted');
      // Names the ticket in an error before anything is stored.
      path`${{ ticketId }}`;
      const isPhoto = given.category === 'photo';
      const file = isPhoto ? await smaller(given, options.downscale) : given;
      const main = await entryOf(ticketId, file, false);
      const { sha256 } = main.entry;
      const known = find(ticketId, sha256);
      if (known) return { id: known.id, reference: `sha256:${sha256}` };
      const small = isPhoto ? await thumbnailOf(file, options.thumbnail) : null;
      const caption = `sha256:${sha256}`;
      const added = small
        ? [await entryOf(ticketId, { ...file, ...small, subject: 'thumbnail', caption }, true), main]
        : [main];
      await log.add(added);
      uploader.pump();
      return { id: main.entry.id, reference: caption };
    },
    pause: (id) => hold(id, true),
    resume: (id) => hold(id, false),
    async retry(id) {
      await log.change([open(id).id], { state: 'queued', failure: null, path: null });
      uploader.sync();
    },
    async discard(id) {
      const entry = open(id);
      uploader.interrupt((current) => current.id === entry.id);
      await log.remove(entry.id);
    },
    limit(limits) {
      meter.limit(limits);
      uploader.interrupt(({ size }) => meter.waitsFor(size) !== null);
      store.changed();
      uploader.sync();
    },
    sync: uploader.sync,
    evidenceIdOf: (ticketId, sha256) => find(ticketId, sha256)?.evidenceId,
    async link(ticketId, names) {
      const linked = entriesOf(owner()).filter(
        ({ evidenceId, sha256, state, ticketId: of }) =>
          of === ticketId &&
          state === 'stored' &&
          (names.includes(`sha256:${sha256}`) || names.includes(evidenceId ?? '')),
      );
      await log.change(
        linked.map(({ id }) => id),
        { state: 'linked' },
      );
    },
    kept: {
      async pending() {
        const files: KeptFile[] = [];
        for (const entry of entriesOf(owner()).filter(isPending)) {
          const bytes = await log.readFile(entry.id);
          if (bytes && typeof bytes !== 'string') files.push({ entry, bytes });
        }
        return files;
      },
      async adopt(given) {
        const fresh = given.filter(({ entry }) => !find(entry.ticketId, entry.sha256));
        await log.add(fresh);
        uploader.pump();
        return fresh.length;
      },
    },
    async close() {
      closed = true;
      for (const stop of stops) stop?.();
      uploader.stop();
      store.changed();
    },
  };
}
