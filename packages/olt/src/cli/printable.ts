import type { PonPortAddress } from '@field/core';

// C0 and C1 controls move a terminal's cursor or answer for the person at it; the others turn text around.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A device's text as it may go to a terminal: control characters are blanks, line ends stay. */
export function printableText(text: string): string {
  return text.replace(controls, ' ');
}

/** One value of a table as one line: a dash where there is none, addresses as people write them. */
export function printableValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (isPlace(value)) return formatPlace(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return printableText(text).replaceAll('\n', ' ');
}

/** A JSON document on one line, in which nothing can be taken for a terminal's control. */
export function printableJson(document: unknown): string {
  return JSON.stringify(document).replace(
    controls,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

type Loose<Address> = { readonly [Level in keyof Address]: Address[Level] | null };

/** A captured screen does not always tell the board. */
function formatPlace({ shelf, slot, port, ...rest }: Loose<PonPortAddress> & { onuId?: number }): string {
  const board = `${shelf ?? '?'}/${slot ?? '?'}/${port ?? '?'}`;
  return rest.onuId === undefined ? board : `${board}:${rest.onuId}`;
}

function isPlace(value: unknown): value is Parameters<typeof formatPlace>[0] {
  return (
    typeof value === 'object' && value !== null && 'shelf' in value && 'slot' in value && 'port' in value
  );
}
