import type { OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { onuIn } from '../address.ts';
import { readTableLines } from './table.ts';

/** Where a serial number is authorized, from `show gpon onu by sn <serial>`. */
export function parseBySn(text: string, command: string): OnuAddress[] {
  const table = readTableLines(text, /^\s*Search\s?Result\s*$/i, command);
  return table.rows.map((row) => onuIn(row, command, row));
}

export const bySnScreen: ScreenParser = {
  title: 'show gpon onu by sn <serial>',
  command: /^show gpon onu by sn \S{8,16}$/,
  parse: (text, command) => parseBySn(text, command).map((address) => ({ address })),
};
