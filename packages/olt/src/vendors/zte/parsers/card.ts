import type { Board } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed } from '../../../toolkit/lines.ts';
import { cellsOf, readTableLines } from './table.ts';

/** One card as `show card` lists it. */
export interface Card extends Board {
  /** What the slot is configured for; the card that is in it may be named otherwise. */
  readonly configuredType: string;
  readonly ports: number | null;
  readonly hardwareVersion: string | null;
  readonly softwareVersion: string | null;
}

const kinds: readonly (readonly [RegExp, Board['kind']])[] = [
  [/^G(?:TG|PF|FG|FB|FC|VG)/, 'gpon'],
  [/^E(?:PF|TG|TT|FT)/, 'epon'],
  [/^(?:SC|SM|SF)/, 'control'],
  [/^(?:HUT|HUV|GUF|GUT|GDF|XUT)/, 'uplink'],
  [/^PR/, 'power'],
];

/** What a card is by its type's name. New cards come with new firmware: what is not known is `other`. */
export function cardKind(type: string): Board['kind'] {
  return kinds.find(([name]) => name.test(type))?.[1] ?? 'other';
}

const present: Readonly<Record<string, boolean>> = {
  INSERVICE: true,
  STANDBY: true,
  OFFLINE: false,
  NOPOWER: false,
};

const header = /^\s*(?:Rack\s+)?Shelf\s+Slot\s+CfgType\s+(?:RealType|CardName)\s+Port\s+HardVer\s/;
const portCount = /^(?:\d{1,3}|N\/A)$/;

/**
 * Cards, from `show card`. C3xx prints rack and software version, C6xx does not; cells may be empty and columns do not always stand
 * below their heading, so rows are read from both ends.
 */
export function parseCards(text: string, command: string): Card[] {
  const table = readTableLines(text, header, command);
  const hasRack = /^\s*Rack/.test(table.header);
  if (table.before[0] !== undefined) throw parseFailed(command, table.before[0]);
  return table.rows.map((row) => {
    const cells = cellsOf(row);
    const places = cells.splice(0, hasRack ? 3 : 2);
    const [shelf, slot] = places.slice(-2).map(Number);
    const configuredType = cells.shift();
    const status = cells.pop();
    const realType = portCount.test(cells[0] ?? '') ? undefined : cells.shift();
    const ports = cells.shift() ?? '';
    const numbered = places.every((place) => /^\d{1,3}$/.test(place));
    if (!numbered || shelf === undefined || slot === undefined || configuredType === undefined)
      throw parseFailed(command, row);
    if (!portCount.test(ports) || cells.length > 2 || !/^[A-Z]{4,}$/.test(status ?? ''))
      throw parseFailed(command, row);
    return {
      shelf,
      slot,
      name: realType ?? configuredType,
      kind: cardKind(configuredType),
      status: status ?? '',
      online: present[status ?? ''] ?? null,
      configuredType,
      ports: ports === 'N/A' ? null : Number(ports),
      hardwareVersion: cells[0] ?? null,
      softwareVersion: cells[1] ?? null,
    };
  });
}

export const cardScreen: ScreenParser = {
  title: 'show card',
  command: /^show card$/,
  parse: parseCards,
};
