import type { OnuAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu } from '../../../contract/simulated-olt.ts';
import type { VendorSimulator } from '../../../contract/vendor-simulator.ts';
import { dialectOf } from './dialect.ts';

/** Where lines of an ONU stand: its interface, one virtual port (C6xx), its inside. */
export type Place = 'interface' | `vport-${number}` | 'management';

/** The order in which the device lists them, by their first word. */
const order = ['name', 'fec', 'sn-bind', 'tcont', 'gemport', 'switchport', 'service-port'];
const rank = (line: string) => order.indexOf(line.split(' ')[0] ?? '');

export function linesOf(onu: SimulatedOnu, place: Place): readonly string[] {
  return onu.lines.get(place) ?? [];
}

/** Adds a line, or puts it in the place of the one that begins with the same words. */
export function setLine(
  olt: SimulatedOlt,
  onu: SimulatedOnu,
  place: Place,
  { line, begins }: { readonly line: string; readonly begins: string },
): void {
  const others = linesOf(onu, place);
  const at = others.findIndex((other) => `${other} `.startsWith(`${begins} `));
  const lines = at < 0 ? [...others, line] : others.with(at, line);
  onu.lines.set(place, place === 'management' ? lines : lines.sort((a, b) => rank(a) - rank(b)));
  olt.touch();
}

/** Takes away the lines that begin with these words; false when there are none. */
export function removeLines(olt: SimulatedOlt, onu: SimulatedOnu, place: Place, begins: string): boolean {
  const lines = linesOf(onu, place);
  const kept = lines.filter((line) => !`${line} `.startsWith(`${begins} `));
  onu.lines.set(place, kept);
  if (kept.length < lines.length) olt.touch();
  return kept.length < lines.length;
}

/** GEM ports of an ONU, in order. */
export function gemPortsOf(onu: SimulatedOnu): readonly number[] {
  return linesOf(onu, 'interface')
    .flatMap((line) => /^gemport (\d+) (?:.* )?tcont /.exec(line)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** What an operator named an ONU; what the box calls it by itself where nobody did. */
export function nameOf(onu: SimulatedOnu): string {
  return (
    linesOf(onu, 'interface')
      .find((line) => line.startsWith('name '))
      ?.slice(5) ?? ownName(onu.address)
  );
}

export function ownName({ port, onuId }: OnuAddress): string {
  return `ONU-${port}:${onuId}`;
}

/** An ONU in service: T-CONT, GEM port, flow, and the same VLAN inside and on the first LAN port. */
export const serve: VendorSimulator['serve'] = (olt, onu, { number, vlan, gemPort }) => {
  const { family, generation } = dialectOf(olt.chassis);
  const tcont = olt.lineProfiles.get(onu.lineProfileId)?.name ?? 'default';
  const flow = `user-vlan ${vlan} vlan ${vlan}`;
  const old = generation === 1;
  const unit = [
    `tcont 1 profile ${tcont}`,
    old ? `gemport ${gemPort} name Internet unicast tcont 1 dir both` : `gemport ${gemPort} tcont 1`,
    ...(old ? [`switchport mode hybrid vport ${gemPort}`] : []),
    ...(family === 'c3xx' ? [`service-port 1 vport ${gemPort} ${flow}`] : []),
  ];
  onu.lines.set('interface', [
    ...(number % 4 === 0 ? [`name customer-${number}`] : []),
    ...(family === 'c3xx' ? ['sn-bind enable sn'] : []),
    ...unit,
  ]);
  if (family === 'c6xx') onu.lines.set(`vport-${gemPort}`, [`service-port 1 ${flow}`]);
  onu.lines.set('management', [
    old
      ? `service 1 type internet gemport ${gemPort} cos 0 vlan ${vlan}`
      : `service 1 gemport ${gemPort} vlan ${vlan}`,
    `vlan port eth_0/1 mode tag vlan ${vlan}`,
  ]);
};
