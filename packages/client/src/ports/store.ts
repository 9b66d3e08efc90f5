import type { Clock } from './clock.ts';
import { notify } from './notify.ts';

/**
 * A value that changes, in the shape every UI library can follow: React's `useSyncExternalStore` takes both methods as
 * they are; Vue, Svelte and Angular need three lines.
 */
export interface Store<T> {
  /** Calls `listener` after every change; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** The same object until something changes. */
  getSnapshot(): T;
}

/** A {@link Store} and the word that something changed. */
export interface ChangingStore<T> extends Store<T> {
  changed(): void;
}

/** @param read makes a snapshot; asked once after each change, and only where somebody wants to know */
export function createStore<T extends object>(clock: Clock, read: () => T): ChangingStore<T> {
  const listeners = new Set<() => void>();
  let snapshot: T | undefined;
  return {
    subscribe(listener) {
      // Of its own, so that the same function given twice is two subscriptions.
      const entry = () => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    getSnapshot() {
      snapshot ??= Object.freeze(read());
      return snapshot;
    },
    changed() {
      snapshot = undefined;
      for (const listener of [...listeners]) notify(clock, listener, undefined);
    },
  };
}
