import { boundedMap } from './bounded-map.ts';

/** What was made for a key, for `max` keys at most, see `boundedMap`; whoever names more of them does not fill the memory. */
export function rememberLast<T>(max: number, make: (key: string) => T): (key: string) => T {
  const made = boundedMap<string, T>(max);
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
