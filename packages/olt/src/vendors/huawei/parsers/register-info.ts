import type { OnuHistoryEntry } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';
import { readDownCause } from '../down-causes.ts';

/**
 * Ups and downs of one ONU, newest first, from `display ont register-info 0 3` in a board's mode: up to ten records, numbered
 * down to 1. The record of the present connection has no down time. A list that does not reach 1 was cut off.
 */
export function parseRegisterInfo(text: string, command: string): OnuHistoryEntry[] {
  const [before = [], ...sections] = splitAtRules(text);
  const after = sections.pop();
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  if (!after) throw replyCut(command, text);
  const records = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const record = readKeyValues(lines, { command });
      const index = Number(record.value('Index') ?? Number.NaN);
      if (!Number.isInteger(index)) throw parseFailed(command, lines[0] ?? '');
      const downCauseText = record.value('DownCause');
      const entry: OnuHistoryEntry = {
        upAt: readDeviceTime(record.value('UpTime')),
        downAt: readDeviceTime(record.value('DownTime')),
        downCause: readDownCause(downCauseText),
        downCauseText,
      };
      return { index, entry, line: lines[0] ?? '' };
    });
  const gap = records.findIndex(({ index }, at) => index !== records.length - at);
  const [trailer = ''] = after;
  const total = /^\s*Total\s*:\s*(\d+)\s*$/.exec(trailer)?.[1];
  if (trailer !== '' && total === undefined)
    throw /Index\s*:/.test(trailer) ? replyCut(command, text) : parseFailed(command, trailer);
  if (records.length === 0 || gap >= 0) throw replyCut(command, text);
  if (total !== undefined && Number(total) !== records.length) throw parseFailed(command, trailer);
  return records.map(({ entry }) => entry);
}

export const registerInfoScreen: ScreenParser = {
  title: 'display ont register-info <port> <id>',
  command: /^display ont register-info \d{1,3} \d{1,3}$/,
  parse: parseRegisterInfo,
};
