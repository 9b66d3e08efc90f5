import type { TicketStatus } from '../index.ts';
import { type ForeignStatusMap, type ForeignSystem, foreignStatusMaps } from './status-maps.ts';

/**
 * The neutral state of what another system says; `unknown` for anything its map does not name, of any type. Spaces around
 * do not matter, case does only where the map needs it. Never throws.
 */
export function readForeignStatus(system: ForeignSystem | ForeignStatusMap, value: unknown): TicketStatus {
  const map: ForeignStatusMap = typeof system === 'string' ? foreignStatusMaps[system] : system;
  if (typeof value !== 'string' && typeof value !== 'number') return 'unknown';
  const word = String(value).slice(0, 200).trim();
  if (Object.hasOwn(map, word)) return map[word] ?? 'unknown';
  const folded = Object.keys(map).filter((key) => key.toLowerCase() === word.toLowerCase());
  return folded.length === 1 ? (map[folded[0] ?? ''] ?? 'unknown') : 'unknown';
}

/** How another system spells a neutral state: its first word for it, `undefined` where it has none. */
export function foreignStatusOf(
  system: ForeignSystem | ForeignStatusMap,
  status: TicketStatus,
): string | undefined {
  const map: ForeignStatusMap = typeof system === 'string' ? foreignStatusMaps[system] : system;
  return Object.keys(map).find((word) => map[word] === status);
}
