/** So many entries at most, the last half of them that were asked for among them; a cache, never the only place of anything. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

/** Two generations: who is asked for goes over to the young one, and when that has its half of the room, the old one is forgotten. */
export function boundedMap<Key, Value>(most: number): BoundedMap<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  function keep(key: Key, value: Value): void {
    young.set(key, value);
    if (young.size < most / 2) return;
    old = young;
    young = new Map();
  }

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) keep(key, before);
      return before;
    },
    set: keep,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}
