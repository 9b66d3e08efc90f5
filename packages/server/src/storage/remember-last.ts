/** What was made for each of the last `max` keys; whoever names more of them does not fill the memory. */
export function rememberLast<T>(max: number, make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.delete(key);
    made.set(key, value);
    const [oldest] = made.keys();
    if (made.size > max && oldest !== undefined) made.delete(oldest);
    return value;
  };
}
