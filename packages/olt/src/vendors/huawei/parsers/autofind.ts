import { findRowIssues, type UnauthorizedOnu } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { type KeyValues, readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';
import { readSerial } from '../serial.ts';

const trailer = /^\s*The number of \S+ autofind ONTs? (?:is|are):?\s*(\d+)\s*$/;

/**
 * ONUs that wait to be authorized, from `display ont autofind all` or, in a board's mode, `display ont autofind 0`. Firmware since
 * 2018 added fields one by one, so blocks are read by key. With `all` the number of blocks is printed last and must fit; for one
 * port nothing is, so there the rule that closes the last block must be.
 */
export function parseAutofind(text: string, command: string): UnauthorizedOnu[] {
  const [before = [], ...sections] = splitAtRules(text);
  const after = sections.pop();
  if (!after || before.length > 0)
    throw before[0] ? parseFailed(command, before[0]) : replyCut(command, text);
  const blocks = sections.filter((lines) => lines.length > 0);
  const totals = after.map((line) => {
    const total = trailer.exec(line)?.[1];
    if (total === undefined)
      throw /^\s*(?:Number|F\/S\/P)\s*:/.test(line) ? replyCut(command, text) : parseFailed(command, line);
    return Number(total);
  });
  if (totals.length === 0 && /\ball$/.test(command)) throw replyCut(command, text);
  const expected = totals.reduce((sum, total) => sum + total, 0);
  if (totals.length > 0 && expected !== blocks.length) throw parseFailed(command, after[0] ?? '');
  return blocks.map((lines) => toRow(readKeyValues(lines, { command }), lines, command));
}

function toRow(block: KeyValues, lines: readonly string[], command: string): UnauthorizedOnu {
  const first = lines[0] ?? '';
  if (!block.has('Number') || !block.has('Ont autofind time')) throw parseFailed(command, first);
  const serial = readSerial(block.value('Ont SN'));
  const mac = block.value('Ont MAC');
  if (serial.serialNumber === null && mac === null) throw parseFailed(command, first);
  const vendorId = block.first('VendorID', 'Vendor ID');
  const row = {
    at: readFsp(block.value('F/S/P'), command, lines.find((line) => line.includes('F/S/P')) ?? first),
    ...serial,
    vendorId: vendorId !== null && /^0x0*$/.test(vendorId) ? null : vendorId,
    model: block.first('Ont EquipmentID', 'Ont Equipment ID'),
    softwareVersion: block.first('Ont SoftwareVersion', 'Ont Software Version'),
    mac,
    password: readPassword(block.value('Password')),
    loid: block.value('Loid'),
    firstSeenAt: readDeviceTime(block.value('Ont autofind time')),
  };
  return { ...row, issues: findRowIssues(row) };
}

/** `0x3132…(1234567890)`: ten octets and what of them can be read; all zeros or blanks are no password. */
export function readPassword(text: string | null): string | null {
  if (text === null) return null;
  const [, hex, readable] = /^0x([0-9a-f]*)\s*(?:\((.*)\))?$/i.exec(text) ?? [];
  if (hex === undefined) return text;
  if (/^(?:00|20)*$/.test(hex)) return null;
  return readable === undefined || readable.trim() === '' ? `0x${hex}` : readable.trimEnd();
}

export const autofindScreen: ScreenParser = {
  title: 'display ont autofind all | <port>',
  command: /^display ont autofind(?: (?:all|\d{1,3}))?$/,
  parse: parseAutofind,
};
