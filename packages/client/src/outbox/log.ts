import { createInTurn } from '../storage/in-turn.ts';
import type { RecordChange, RecordStorage, RecordValue } from '../storage/record-storage.ts';
import { stored } from '../storage/stored.ts';
import { entryPrefix, type OutboxEntry, parseEntry } from './entry.ts';
import { changesBetween, nextState, type OutboxState, type OutboxStep } from './outbox-state.ts';

/** The outbox's state, always as it is on the disk. */
export interface OutboxLog {
  state(): OutboxState;
  /** Records no app of this version can read: they stay where they are. */
  readonly unreadable: number;
  /**
   * Takes a step: stored first, then seen. Steps are taken one after the other.
   * @param files further records of the same batch
   * @throws ClientError `client.quota`, `client.storage`; nothing was changed then
   */
  take(step: OutboxStep, files?: readonly RecordChange[]): Promise<void>;
  readFile(key: string): Promise<RecordValue | null>;
}

/** @throws ClientError `client.storage` where the records cannot be listed */
export async function openLog(storage: RecordStorage, onChange: () => void): Promise<OutboxLog> {
  const records = await stored(() => storage.list(entryPrefix));
  const entries: OutboxEntry[] = [];
  for (const [, value] of records) {
    const entry = parseEntry(value);
    if (entry) entries.push(entry);
  }
  entries.sort((a, b) => a.sequence - b.sequence);
  let state: OutboxState = { entries, nextSequence: (entries.at(-1)?.sequence ?? 0) + 1 };
  const inTurn = createInTurn();

  async function takeNow(step: OutboxStep, files: readonly RecordChange[]): Promise<void> {
    const after = nextState(state, step);
    const changes = [...files, ...changesBetween(state, after)];
    if (changes.length > 0) await stored(() => storage.commit(changes));
    state = after;
    onChange();
  }

  return {
    state: () => state,
    unreadable: records.length - entries.length,
    take: (step, files = []) => inTurn(() => takeNow(step, files)),
    readFile: (key) => stored(() => storage.read(key)),
  };
}
