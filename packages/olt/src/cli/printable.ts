import { formatOnuAddress, formatPonPort, type OnuAddress, type PonPortAddress } from '@field/core';

// C0 and C1 controls move a terminal's cursor or answer for the person at it; the others turn text around.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A device's text as it may go to a terminal: control characters are blanks, line ends stay. */
export function printableText(text: string): string {
  return text.replace(controls, ' ');
}

/** One value of a table as one line: a dash where there is none, addresses as people write them. */
export function printableValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (isOnuAddress(value)) return formatOnuAddress(value);
  if (isPonPort(value)) return formatPonPort(value);
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

function isPonPort(value: unknown): value is PonPortAddress {
  return (
    typeof value === 'object' && value !== null && 'shelf' in value && 'slot' in value && 'port' in value
  );
}

function isOnuAddress(value: unknown): value is OnuAddress {
  return isPonPort(value) && 'onuId' in value;
}
