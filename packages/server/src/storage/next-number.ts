/** The number behind the last one; called inside a change, so nobody else takes it. */
export async function nextNumber(query: {
  executeTakeFirst(): Promise<{ last: number | null } | undefined>;
}): Promise<number> {
  return ((await query.executeTakeFirst())?.last ?? 0) + 1;
}
