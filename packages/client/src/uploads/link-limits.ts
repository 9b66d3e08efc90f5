import type { Clock } from '../ports/clock.ts';
import type { RecordStorage } from '../storage/record-storage.ts';

/** What the platform knows of its connection. */
export interface Network {
  /** Whether bytes cost money (mobile data); `null` where the platform does not tell, which counts as mobile. */
  isMetered(): boolean | null;
  /** Calls `listener` when that changed; the answer ends it. */
  subscribe?(listener: () => void): () => void;
}

/** What may go over a metered connection; everything where left out. */
export interface UploadLimits {
  /** Nothing does. */
  readonly unmeteredOnly?: boolean | undefined;
  /** Larger files wait for an unmetered connection. */
  readonly maxMeteredFileBytes?: number | undefined;
  /** All files of a day together, by the device's date in UTC. */
  readonly meteredBytesPerDay?: number | undefined;
}

/** Says what may go now, and counts what went. */
export interface LinkMeter {
  waitsFor(size: number): 'unmetered' | 'budget' | null;
  /** How many bytes of a file of this size may be sent now. */
  roomFor(size: number): number;
  /** Counts bytes that are about to be sent. */
  count(bytes: number): Promise<void>;
  limit(limits: UploadLimits): void;
}

const key = 'upload-meter';

/** @param network where left out, nothing is metered */
export async function openLinkMeter(
  storage: RecordStorage,
  clock: Clock,
  network: Network | undefined,
  given: UploadLimits,
): Promise<LinkMeter> {
  let limits = given;
  const [keptDay, keptBytes] = String((await storage.read(key)) ?? '').split(' ');
  let used = { day: keptDay ?? '', bytes: Number(keptBytes) || 0 };

  function today(): { readonly day: string; readonly bytes: number } {
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return used.day === day ? used : { day, bytes: 0 };
  }

  function isMetered(): boolean {
    return network !== undefined && network.isMetered() !== false;
  }

  function waitsForUnmetered(size: number): boolean {
    const { maxMeteredFileBytes = Infinity, unmeteredOnly = false } = limits;
    return isMetered() && (unmeteredOnly || size > maxMeteredFileBytes);
  }

  function roomFor(size: number): number {
    const { meteredBytesPerDay = Infinity } = limits;
    if (waitsForUnmetered(size)) return 0;
    return isMetered() ? Math.max(0, meteredBytesPerDay - today().bytes) : Infinity;
  }

  return {
    roomFor,
    waitsFor(size) {
      if (roomFor(size) > 0) return null;
      return waitsForUnmetered(size) ? 'unmetered' : 'budget';
    },
    async count(bytes) {
      if (!isMetered() || limits.meteredBytesPerDay === undefined) return;
      const { bytes: before, day } = today();
      used = { day, bytes: before + bytes };
      await storage.commit([[key, `${used.day} ${used.bytes}`]]);
    },
    limit(next) {
      limits = next;
    },
  };
}
