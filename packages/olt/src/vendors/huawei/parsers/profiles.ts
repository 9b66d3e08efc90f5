import type { OltProfileEntry } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, readSections, replyCut } from '../../../toolkit/lines.ts';

const profileRow = /^\s*(\d{1,6})\s+(\S.*)$/;

/** Line or service profiles, from `display ont-lineprofile gpon all` and `display ont-srvprofile gpon all`. Names may hold blanks. */
export function parseProfiles(text: string, command: string): OltProfileEntry[] {
  const [before = [], , rows = [], after = []] = readSections(text, command, 4);
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  const total = /^\s*Total\s*:\s*(\d+)/.exec(after[0] ?? '')?.[1];
  if (total === undefined) throw replyCut(command, text);
  if (Number(total) !== rows.length) throw parseFailed(command, after[0] ?? '');
  return rows.map((row) => {
    const [, id, rest = ''] = profileRow.exec(row) ?? [];
    const gap = rest.lastIndexOf(' ');
    const bindings = rest.slice(gap + 1);
    const name = rest.slice(0, Math.max(gap, 0)).trim();
    if (id === undefined || name === '' || !/^(?:\d{1,9}|-)$/.test(bindings)) throw parseFailed(command, row);
    return { id: Number(id), name, bindings: bindings === '-' ? null : Number(bindings) };
  });
}

export const profilesScreen: ScreenParser = {
  title: 'display ont-lineprofile | ont-srvprofile gpon all',
  command: /^display ont-(?:line|srv)profile gpon all$/,
  parse: parseProfiles,
};
