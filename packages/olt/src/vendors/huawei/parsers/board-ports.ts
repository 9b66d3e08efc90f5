import type { PonPort } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';

const technologies: Readonly<Record<string, PonPort['technology']>> = {
  GPON: 'gpon',
  EPON: 'epon',
  XGPON: 'xgpon',
  'XG-PON': 'xgpon',
  XGSPON: 'xgpon',
  '10GGPON': 'xgpon',
};

/**
 * The PON ports of one board, from `display board 0/1`: the table of ports, then for each port with ONUs their list and a count.
 * A port the counts leave out has a count of null: the screen says nothing about it.
 */
export function parseBoardPorts(text: string, command: string): PonPort[] {
  const [, shelf, slot] = /(\d{1,2})\/(\d{1,2})$/.exec(command) ?? [];
  const sections = splitAtRules(text);
  const header = sections.findIndex((lines) => /min-distance/.test(lines[0] ?? ''));
  const rows = sections[header + 1];
  // The rows must be closed by a rule, and the list of ONUs by a count and a rule.
  if (header < 0 || !rows || sections.length < header + 3) throw replyCut(command, text);
  const counts = readCounts(sections.slice(header + 2), command, text);
  return rows.map((row) => {
    // Older firmware has no column for the optical module.
    const [, port, type = '', module = ''] = /^\s*(\d+)\s+(\S+)\s+\S+\s+\S+(?:\s+(\S+))?$/.exec(row) ?? [];
    const technology = technologies[type.toUpperCase()];
    if (port === undefined || !technology) throw parseFailed(command, row);
    const at = { shelf: Number(shelf), slot: Number(slot), port: Number(port) };
    const count = counts.get(at.port);
    return {
      at,
      technology,
      status: moduleStatus(module),
      onus: count?.onus ?? null,
      onlineOnus: count?.online ?? null,
    };
  });
}

interface Count {
  readonly onus: number;
  readonly online: number;
}

function readCounts(
  sections: readonly (readonly string[])[],
  command: string,
  text: string,
): Map<number, Count> {
  const counts = new Map<number, Count>();
  let open = false;
  for (const lines of sections) {
    for (const line of lines) {
      if (/^\s*F\/S\/P\s+ONT\s+SN/.test(line)) open = true;
      const [, fsp, onus, online] =
        /^\s*In port\s{1,8}(\d[\d/ ]{3,18}\d)\s{0,8},\s{0,8}the total(?: number)? of ONTs are:\s{0,8}(\d{1,5}),\s{0,8}online:\s{0,8}(\d{1,5})/.exec(
          line,
        ) ?? [];
      if (fsp === undefined) continue;
      counts.set(readFsp(fsp, command, line).port, { onus: Number(onus), online: Number(online) });
      open = false;
    }
  }
  if (open || (sections.at(-1)?.length ?? 0) > 0) throw replyCut(command, text);
  return counts;
}

function moduleStatus(word: string): PonPort['status'] {
  if (/^(?:online|normal)$/i.test(word)) return 'up';
  return /^(?:offline|absen|fault|abnormal)/i.test(word) ? 'down' : 'unknown';
}

export const boardPortsScreen: ScreenParser = {
  title: 'display board <shelf>/<slot>',
  command: /^display board \d{1,2}\/\d{1,2}$/,
  parse: parseBoardPorts,
};
