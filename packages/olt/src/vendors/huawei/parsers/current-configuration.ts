import type { OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';

/** A flow in the configuration: the command that makes it, and what of it is compared. */
export interface ConfiguredFlow {
  readonly index: number;
  /** The whole command, `service-port 12 vlan …`, as one line. */
  readonly command: string;
  readonly vlan: number;
  readonly gemPort: number | null;
  readonly userVlan: number | null;
  readonly innerVlan: number | null;
  readonly inboundTrafficTable: number | null;
  readonly outboundTrafficTable: number | null;
}

/** All the configuration of one ONU: the commands that would make it again, in the device's own order and words. */
export interface OntConfiguration {
  readonly address: OnuAddress;
  /** `ont add …`. */
  readonly add: string;
  /** What follows it in the board's mode: `ont port native-vlan …`, `ont ipconfig …`. */
  readonly settings: readonly string[];
  readonly flows: readonly ConfiguredFlow[];
  /** Lines of other places, which this driver does not know how to put back. */
  readonly others: readonly string[];
}

/**
 * One ONU's configuration, from `display current-configuration ont 0/1/2 3`: the board's section, then the flows in `[bbs-config]`,
 * then `return`. Commands are indented by a blank; older firmware breaks long ones at the margin.
 */
export function parseOntConfiguration(text: string, command: string): OntConfiguration {
  const address = addressOf(command);
  const lines = toLines(text).filter((line) => line !== '');
  if (lines.at(-1)?.trim() !== 'return') throw replyCut(command, text);
  const commands = unwrap(lines.slice(0, -1), command);
  const place = `${address.port} ${address.onuId}`;
  const flowPlace = ` gpon ${address.shelf}/${address.slot}/${address.port} ont ${address.onuId} `;
  const units: string[] = [];
  const flows: ConfiguredFlow[] = [];
  const others: string[] = [];
  for (const line of commands) {
    if (line === `interface gpon ${address.shelf}/${address.slot}`) continue;
    if (isOfUnit(line, place)) units.push(line);
    else if (/^service-port \d+ /.test(line) && `${line} `.includes(flowPlace))
      flows.push(readFlow(line, command));
    else others.push(line);
  }
  const [add, ...settings] = units;
  if (add === undefined || !add.startsWith(`ont add ${place} `)) throw replyCut(command, text);
  return { address, add, settings, flows, others };
}

/** `ont add 1 3 …`, `undo ont ipconfig 1 3`, `ont port native-vlan 1 3 …`: one or two words, or none, stand before the place. */
function isOfUnit(line: string, place: string): boolean {
  const [ont, ...words] = line.replace(/^undo /, '').split(' ');
  return ont === 'ont' && [0, 1, 2].some((at) => `${words[at]} ${words[at + 1]}` === place);
}

/** Words no command begins with: a line that does was broken off the one above, wherever the firmware put it. */
const continued =
  /^(?:\d|"|ont \d|gemport|gpon|multi-service|user-vlan|tag-transform|translate|inner-|inbound|outbound|traffic-table|index|omci|ont-(?:line|srv)profile|desc |priority|profile-id|ip-index|username|password)/;

/** Joins broken lines, and drops the headings of sections. */
function unwrap(lines: readonly string[], command: string): string[] {
  const commands: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (text === '#' || /^\[.*\]$/.test(text) || /^<[^<>]*>$/.test(text)) continue;
    const previous = commands.at(-1);
    const begins = /^\s/.test(line) && !continued.test(text);
    if (begins || (previous === undefined && !continued.test(text))) commands.push(collapse(text));
    else if (previous !== undefined) commands[commands.length - 1] = collapse(`${previous} ${text}`);
    else throw parseFailed(command, line);
  }
  return commands;
}

/** Single blanks, but for those inside quotes. */
function collapse(text: string): string {
  return text
    .split('"')
    .map((part, index) => (index % 2 === 0 ? part.replace(/ {2,}/g, ' ') : part))
    .join('"');
}

function readFlow(line: string, command: string): ConfiguredFlow {
  const number = (pattern: RegExp) => {
    const digits = pattern.exec(line)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  const index = number(/^service-port (\d{1,6}) /);
  const vlan = number(/^service-port \d{1,6} vlan (\d{1,4}) /);
  if (index === null || vlan === null) throw parseFailed(command, line);
  return {
    index,
    command: line,
    vlan,
    gemPort: number(/ gemport (\d{1,5})(?: |$)/),
    userVlan: number(/ user-vlan (\d{1,4})(?: |$)/),
    innerVlan: number(/ inner-vlan (\d{1,4})(?: |$)/),
    inboundTrafficTable: number(/ inbound traffic-table index (\d{1,5})(?: |$)/),
    outboundTrafficTable: number(/ outbound traffic-table index (\d{1,5})(?: |$)/),
  };
}

function addressOf(command: string): OnuAddress {
  const [, shelf, slot, port, onuId] = /(\d{1,2})\/(\d{1,2})\/(\d{1,3}) (\d{1,3})$/.exec(command) ?? [];
  if (onuId === undefined) throw parseFailed(command, command);
  return { shelf: Number(shelf), slot: Number(slot), port: Number(port), onuId: Number(onuId) };
}

export const ontConfigurationScreen: ScreenParser = {
  title: 'display current-configuration ont <shelf>/<slot>/<port> <id>',
  command: /^display current-configuration ont \d{1,2}\/\d{1,2}\/\d{1,3} \d{1,3}$/,
  parse: (text, command) => [parseOntConfiguration(text, command)],
};
