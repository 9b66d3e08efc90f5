/** snmprec's tag of each type `snmpwalk -On` prints; `x` means that the value is in hexadecimal digits. */
const tags: Readonly<Record<string, string>> = {
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

/** Turns the text of `snmpwalk -On` into snmpsim's own format, in the order agents walk. Lines of other shapes are an error. */
export function walkToSnmprec(walk: string): string {
  const lines = walk.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line) => {
    const [, oid, type = '', text = ''] = /^\.?([\d.]+) = ([\w-]+): ?(.*)$/.exec(line.trimEnd()) ?? [];
    const tag = tags[type];
    if (oid === undefined || tag === undefined) throw new Error(`not a line of snmpwalk: ${line}`);
    return { numbers: oid.split('.').map(Number), record: `${oid}|${tag}|${plainValue(type, text)}` };
  });
  rows.sort((a, b) => compare(a.numbers, b.numbers));
  return `${rows.map((row) => row.record).join('\n')}\n`;
}

function plainValue(type: string, text: string): string {
  if (type === 'STRING') return text.replace(/^"(.*)"$/s, '$1');
  if (type === 'Hex-STRING') return text.replace(/\s+/g, '');
  if (type === 'OID') return text.replace(/^\./, '');
  return /-?\d+(?:\.\d+)*/.exec(text)?.[0] ?? text;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}
