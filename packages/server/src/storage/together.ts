/**
 * Waits for all, also where one fails: in a transaction nothing may still be under way when it is undone. Statements given
 * together travel together where the engine can; `null` is nothing to wait for.
 */
export async function together<Parts extends readonly unknown[]>(
  parts: readonly [...{ [Key in keyof Parts]: Promise<Parts[Key]> | null }],
): Promise<Parts> {
  const ends = await Promise.allSettled(parts);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined)) as unknown as Parts;
}
