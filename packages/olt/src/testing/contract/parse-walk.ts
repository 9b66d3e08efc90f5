import { oltError } from '../../contract/errors.ts';
import type { SnmpValue } from '../../contract/snmp.ts';

/** Types as `snmpwalk -On` prints them, as snmpsim's own format numbers them. */
const typeOfWord: Readonly<Record<string, string>> = {
  INTEGER: '2',
  STRING: '4',
  'Hex-STRING': '4x',
  OID: '6',
  IpAddress: '64',
  Counter32: '65',
  Gauge32: '66',
  Timeticks: '67',
  Counter64: '70',
};

/**
 * Reads a recorded walk: snmpsim's `.snmprec`, or what `snmpwalk -On` printed.
 * @throws FieldError `olt.parse_failed` quoting the line that is neither
 */
export function parseWalk(walk: string): ReadonlyMap<string, SnmpValue> {
  const lines = walk.split(/\r?\n/).filter((line) => line.trim() !== '');
  return new Map(lines.map(readLine));
}

function readLine(line: string): [oid: string, value: SnmpValue] {
  const [, oid = '', type = '', text = ''] = /^([\d.]+)\|(\d+[ex]?)\|(.*)$/s.exec(line) ?? [];
  if (oid !== '') return [oid, readValue(type, text)];
  const [, walked, word = '', printed = ''] = /^\.?([\d.]+) = ([\w-]+): ?(.*)$/s.exec(line.trimEnd()) ?? [];
  const known = typeOfWord[word];
  if (walked === undefined || known === undefined)
    throw oltError('olt.parse_failed', { command: 'a recorded walk', line: line.slice(0, 200) });
  return [walked, readValue(known, plain(known, printed))];
}

function plain(type: string, printed: string): string {
  if (type === '4') return printed.replace(/^"(.*)"$/s, '$1');
  if (type === '4x') return printed.replace(/\s+/g, '');
  if (type === '6' || type === '64') return printed.replace(/^\./, '');
  return /-?\d+/.exec(printed)?.[0] ?? '';
}

function readValue(type: string, text: string): SnmpValue {
  if (type === '4x')
    return Uint8Array.from(text.match(/../g)?.map((digits) => Number.parseInt(digits, 16)) ?? []);
  if (type === '4e') return Uint8Array.from(unescaped(text));
  if (type === '4') return new TextEncoder().encode(text);
  if (type === '6' || type === '64') return text;
  if (type === '70') return BigInt(text);
  return Number(text);
}

/** Octets as snmpsim escapes them: `\x00` for one, all else as it stands. */
function unescaped(text: string): number[] {
  return [...text.matchAll(/\\x([0-9a-f]{2})|(.)/gis)].map(([, hex, char = '']) =>
    hex === undefined ? char.charCodeAt(0) & 0xff : Number.parseInt(hex, 16),
  );
}
