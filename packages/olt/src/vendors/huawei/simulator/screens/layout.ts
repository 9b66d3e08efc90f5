import type { PonPortAddress } from '@field/core';

/** A rule of `length` dashes, `indent` spaces in. */
export const rule = (length = 77, indent = 2) => ' '.repeat(indent) + '-'.repeat(length);

/** Cells padded to their widths, the last as it is. */
export function row(...cells: readonly (readonly [text: string | number, width: number])[]): string {
  return cells
    .map(([text, width]) => (width < 0 ? String(text).padStart(-width) : String(text).padEnd(width)))
    .join('');
}

/** `  Label      : value` with the colon in a fixed column. */
export const field =
  (width: number, indent = 2, colon = ': ') =>
  (label: string, value: string | number): string =>
    `${' '.repeat(indent)}${label.padEnd(width)}${colon}${value}`;

/** `0/1/2` */
export const slashed = ({ shelf, slot, port }: PonPortAddress) => `${shelf}/${slot}/${port}`;

/** `0/ 1/2`: the slot right-aligned in two columns. */
export const padded = ({ shelf, slot, port }: PonPortAddress) =>
  `${shelf}/${String(slot).padStart(2)}/${port}`;

/** `HWTC12345678` in the 16 digits a terminal shows. */
export function serialHex(serialNumber: string): string {
  const vendor = [...serialNumber.slice(0, 4)].map((char) =>
    char.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  return `${vendor.join('')}${serialNumber.slice(4)}`.toUpperCase();
}

/** `4857544312345678 (HWTC-12345678)` */
export const serialBoth = (serialNumber: string) =>
  serialNumber === ''
    ? '-'
    : `${serialHex(serialNumber)} (${serialNumber.slice(0, 4)}-${serialNumber.slice(4)})`;

/** A password in the ten octets the device keeps: `0x31323300000000000000(123)`. */
export function passwordBoth(password: string): string {
  const octets = [...password].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return `0x${octets.padEnd(20, '0')}${password === '' ? '' : `(${password})`}`;
}
