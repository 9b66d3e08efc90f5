const barWidth = 20;

/** `[#######-------------]  7/20 what`: how far something is, on one line of a terminal. */
export function progressBar(done: number, total: number | null, what: string): string {
  if (total === null || total <= 0) return `${what} ${done}`;
  const filled = Math.round((Math.min(done, total) / total) * barWidth);
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  return `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${count} ${what}`;
}
