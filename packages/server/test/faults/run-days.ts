import { type DayResult, runDay } from './run-day.ts';
import { openServers, type ServerKind } from './servers.ts';
import type { App } from './technician.ts';

/** What days came to, together. */
export type Totals = Record<'days' | 'deeds' | 'requests' | 'faults' | 'kills', number>;

/** Days in a row, a new database for every hundred; ends at the first that went wrong, which is the last it answers. */
export async function runDays(
  app: App,
  kind: ServerKind,
  from: number,
  count: number,
): Promise<{ readonly totals: Totals; readonly failed: DayResult | undefined }> {
  const totals: Totals = { days: 0, deeds: 0, requests: 0, faults: 0, kills: 0 };
  let failed: DayResult | undefined;
  while (totals.days < count && !failed) {
    const servers = await openServers(kind);
    for (let day = 0; day < 100 && totals.days < count && !failed; day += 1) {
      const result = await runDay(app, servers, from + totals.days);
      add(totals, { ...result, days: 1 });
      if (result.wrong.length > 0) failed = result;
    }
    await servers.close();
  }
  return { totals, failed };
}

export function add(totals: Totals, more: Totals): void {
  for (const name of Object.keys(totals) as (keyof Totals)[]) totals[name] += more[name];
}

export function formatTotals({ days, deeds, faults, kills, requests }: Totals): string {
  return `${days} days, ${deeds} deeds, ${requests} requests, ${faults} faults, ${kills} kills`;
}
