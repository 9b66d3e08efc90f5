/** Cells as a row: each but the last is filled up to its width. */
export function rowOf(...cells: readonly (readonly [text: string, width?: number])[]): string {
  return cells.map(([text, width = 0]) => text.padEnd(width)).join('');
}

export const rule = (length: number) => '-'.repeat(length);

/** `6c3b.6b51.cc09` */
export function dotted(mac: string): string {
  return mac
    .replace(/[^0-9a-f]/gi, '')
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1.');
}

/** `Label:   value`, the values below each other. */
export function labelled(
  width: number,
  rows: readonly (readonly [label: string, value: string])[],
): string[] {
  return rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${value}`);
}
