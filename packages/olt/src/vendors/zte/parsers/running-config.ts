import type { OnuAddress } from '@field/core';
import type { ServicePort } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { readOnuName } from '../address.ts';
import { joinWrapped } from './configuration-lines.ts';

/** One `interface …` or `pon-onu-mng …` of the configuration with its lines, trimmed. */
export interface ConfigurationSection {
  readonly kind: 'interface' | 'pon-onu-mng';
  readonly name: string;
  readonly lines: readonly string[];
}

const opening = /^(interface|pon-onu-mng) (\S+)\s*$/;
const closing = /^(?:!|\$|end)\s*$/;

/**
 * The interfaces and the ONU's own parts of a configuration, from `show running-config …` or `show onu running config <onu>`. A C3xx
 * ends each with `!`, a C6xx with `$`; what stands outside of them is not read.
 */
export function parseConfiguration(text: string, command: string): ConfigurationSection[] {
  const sections: { kind: ConfigurationSection['kind']; name: string; lines: string[] }[] = [];
  let open = false;
  for (const line of joinWrapped(toLines(text))) {
    const [, kind, name] = opening.exec(line) ?? [];
    if (kind !== undefined && name !== undefined) {
      sections.push({ kind: kind as ConfigurationSection['kind'], name, lines: [] });
      open = true;
    } else if (closing.test(line)) open = false;
    else if (open && line !== '') sections.at(-1)?.lines.push(line.trim().replace(/\s+/g, ' '));
  }
  if (sections.length === 0) {
    const first = toLines(text).find((line) => line !== '');
    throw first === undefined ? replyCut(command, text) : parseFailed(command, first);
  }
  return sections;
}

/** A flow as configured. */
export interface ConfiguredFlow extends ServicePort {
  readonly innerVlan: number | null;
  /** Profile of the traffic to the ONU, on a C6xx. */
  readonly egress: string | null;
  /** The line that makes it. */
  readonly line: string;
}

const servicePort =
  /^service-port (\d{1,4})(?: vport (\d{1,3}))? user-vlan (\d{1,4})(?: (?!vlan )[^ ]+ [^ ]+)* vlan (\d{1,4})(?: svlan (\d{1,4}))?(?: egress (\S+))?(?: .*)?$/;
/** Firmware 1.x. */
const switchport = /^switchport vlan (\d{1,4}) tag vport (\d{1,3})$/;
const vport = /^vport-(\d{1,2}\/\d{1,2}\/\d{1,3})\.(\d{1,3}):(\d{1,3})$/;

/**
 * The flows of a section: in the ONU's interface on a C3xx, in that of each virtual port on a C6xx. Of two VLANs `svlan` is the one
 * on the network's side.
 * @throws FieldError `olt.parse_failed` for a flow in words that are not known
 */
export function flowsIn({ name, lines }: ConfigurationSection, command: string): ConfiguredFlow[] {
  const [, place, unit, channel] = vport.exec(name) ?? [];
  const address = readOnuName(place === undefined ? name : `${place}:${unit}`);
  if (!address) return [];
  return lines.flatMap((line) => {
    const flow = readFlow(line, channel === undefined ? null : Number(channel), address);
    if (!flow && /^service-port /.test(line)) throw parseFailed(command, line);
    return flow ?? [];
  });
}

function readFlow(line: string, channel: number | null, address: OnuAddress): ConfiguredFlow | null {
  const common = {
    address,
    inboundTrafficTable: null,
    outboundTrafficTable: null,
    state: 'unknown',
    line,
  } as const;
  const [, old, oldPort] = switchport.exec(line) ?? [];
  if (old !== undefined && oldPort !== undefined) {
    const vlan = Number(old);
    const gemPort = Number(oldPort);
    return { ...common, index: gemPort, vlan, gemPort, userVlan: vlan, innerVlan: null, egress: null };
  }
  const [, index, port, userVlan, vlan, outer, egress] = servicePort.exec(line) ?? [];
  if (index === undefined || vlan === undefined) return null;
  return {
    ...common,
    index: Number(index),
    vlan: Number(outer ?? vlan),
    gemPort: port === undefined ? channel : Number(port),
    userVlan: Number(userVlan),
    innerVlan: outer === undefined ? null : Number(vlan),
    egress: egress ?? null,
  };
}

/** A flow as the row of an operation. */
export function toServicePort(flow: ConfiguredFlow): ServicePort {
  const { index, address, vlan, gemPort, userVlan, inboundTrafficTable, outboundTrafficTable, state } = flow;
  return { index, address, vlan, gemPort, userVlan, inboundTrafficTable, outboundTrafficTable, state };
}

/** What is configured for one ONU, in the device's words and order. */
export interface OnuConfiguration {
  /** Lines of the ONU's own interface. */
  readonly unit: readonly string[];
  /** Lines of its virtual ports by their number; a C3xx has them in `unit`. */
  readonly vports: ReadonlyMap<number, readonly string[]>;
  /** Lines of its inside. */
  readonly management: readonly string[];
  readonly flows: readonly ConfiguredFlow[];
}

/** GEM ports of an ONU by the lines of its interface. */
export function gemPortsIn(unit: readonly string[]): number[] {
  const ports = unit.flatMap((line) => /^gemport (\d{1,3}) (?:.* )?tcont \d/.exec(line)?.[1] ?? []);
  return [...new Set(ports.map(Number))];
}

export const configurationScreen: ScreenParser = {
  title: 'show running-config [interface <name>], show onu running config <onu>',
  command: /^show (?:running-config(?: interface \S+|-interface \S+)?|onu running config \S+)$/,
  parse: parseConfiguration,
};
