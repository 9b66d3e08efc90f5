/** The width at which a C6xx breaks lines, inside words too. */
const wrapColumn = 80;
/** Words with which a line of the configuration's first level begins: it is no rest of the line above. */
const begins =
  /^(?:[!$]|interface |pon-onu-mng |traffic-profile |vlan |pon$|gpon$|epon$|end$|hostname |line |no |user|snmp|security|banner|ssh |alarm |logging )/;

/**
 * Joins lines that the device broke at column 80. A rest stands at the left margin, where only commands of the first level begin;
 * a blank that fell on the break is put back.
 */
export function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let filled = false;
  for (const line of lines) {
    const previous = joined.at(-1);
    if (filled && previous !== undefined && /^\S/.test(line) && !begins.test(line)) {
      const column = Math.ceil(previous.length / wrapColumn) * wrapColumn;
      joined[joined.length - 1] = previous.padEnd(column) + line;
    } else joined.push(line);
    filled = line.length === wrapColumn || line.length === wrapColumn - 1;
  }
  return joined;
}
