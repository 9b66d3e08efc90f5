import { boundedMap } from './bounded-map.ts';

/** What was made for each of the last `max` keys; whoever names more of them does not fill the memory. */
export function rememberLast<T>(max: number, make: (key: string) => T): (key: string) => T {
  const made = boundedMap<string, T>(max);
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
