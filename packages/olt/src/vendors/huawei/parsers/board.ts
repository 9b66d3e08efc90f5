import type { Board } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { cutColumns } from '../../../toolkit/fixed-width.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';

const columns = ['SlotID', 'BoardName', 'Status', 'SubType0', 'SubType1', 'Online'] as const;

/** The boards of a shelf, from `display board 0`; slots without a board are left out, as a board is what is listed. */
export function parseBoards(text: string, command: string): Board[] {
  const [before = [], [header = ''] = [], rows = [], after = []] = readSections(text, command, 4);
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  const cut = cutColumns(header, columns, command);
  const shelf = Number(/(\d{1,3})$/.exec(command)?.[1] ?? 0);
  return rows.flatMap((row) => {
    const [slot = '', name = '', status = '', , , online = ''] = cut(row);
    if (!/^\d{1,2}$/.test(slot) || (name === '') !== (status === '')) throw parseFailed(command, row);
    if (name === '') return [];
    return {
      shelf,
      slot: Number(slot),
      name,
      kind: boardKind(name),
      status,
      online: isOnline(online, status),
    };
  });
}

function isOnline(online: string, status: string): boolean | null {
  if (/^offline$/i.test(online)) return false;
  if (/^online$/i.test(online)) return true;
  // The column is mostly empty: then the status tells.
  if (/fail|fault|offline/i.test(status)) return false;
  return /normal/i.test(status) ? true : null;
}

/** Letters 5 to 8 of a board's name tell its kind: H805**GPFD**, H901**MPSG**. */
const kinds: readonly (readonly [RegExp, Board['kind']])[] = [
  [/^(?:XG|CG|TW)/, 'xgpon'],
  [/^GP/, 'gpon'],
  [/^(?:EP|XE)/, 'epon'],
  [/^(?:SCU|MCU|MPS|MPL|MPU)/, 'control'],
  [/^(?:X\dC|GIC|CIU|NXE|OXE)/, 'uplink'],
  [/^(?:MPW|PR|PI|PPC)/, 'power'],
];

/** What a board is for, by its name; a name that is not known is `other`. */
export function boardKind(name: string): Board['kind'] {
  const type = /^[A-Z]\d{3}([A-Z][A-Z0-9]{3})/.exec(name)?.[1] ?? '';
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

export const boardScreen: ScreenParser = {
  title: 'display board <shelf>',
  command: /^display board \d{1,2}$/,
  parse: parseBoards,
};
