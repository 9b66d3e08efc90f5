import type { OnuAddress, PonPortAddress } from '@field/core';
import type { Dialect } from './dialect.ts';
import type { Shapes } from './grammar.ts';

const between = (min: number, max: number) => (text: string) =>
  /^\d{1,5}$/.test(text) && Number(text) >= min && Number(text) <= max;

const ponSpelling = { c3xx: /^gpon-olt_(\d+)\/(\d+)\/(\d+)$/, c6xx: /^gpon_olt-(\d+)\/(\d+)\/(\d+)$/ };
const onuSpelling = {
  c3xx: /^gpon-onu_(\d+)\/(\d+)\/(\d+):(\d+)$/,
  c6xx: /^gpon_onu-(\d+)\/(\d+)\/(\d+):(\d+)$/,
};
const vportSpelling = /^vport-(\d+)\/(\d+)\/(\d+)\.(\d+):(\d+)$/;

/** The numbers in a name of this spelling, or none. */
function numbersIn(spelling: RegExp, text: string): readonly number[] {
  return (spelling.exec(text) ?? []).slice(1).map(Number);
}

export function readPon({ family }: Dialect, text: string): PonPortAddress | null {
  const [shelf, slot, port] = numbersIn(ponSpelling[family], text);
  return shelf === undefined || slot === undefined || port === undefined ? null : { shelf, slot, port };
}

export function readOnu({ family }: Dialect, text: string): OnuAddress | null {
  const [shelf, slot, port, onuId] = numbersIn(onuSpelling[family], text);
  if (shelf === undefined || slot === undefined || port === undefined || onuId === undefined) return null;
  return { shelf, slot, port, onuId };
}

/** A virtual port of a C6xx: the ONU and its GEM port. */
export function readVport(text: string): { readonly onu: OnuAddress; readonly gemPort: number } | null {
  const [shelf, slot, port, onuId, gemPort] = numbersIn(vportSpelling, text);
  if (shelf === undefined || slot === undefined || port === undefined) return null;
  return onuId === undefined || gemPort === undefined ? null : { onu: { shelf, slot, port, onuId }, gemPort };
}

/** What the values of commands look like in this release. */
export function shapesOf(dialect: Dialect): Shapes {
  return {
    pon: (text) => readPon(dialect, text) !== null,
    onu: (text) => readOnu(dialect, text) !== null,
    vport: (text) => dialect.family === 'c6xx' && readVport(text) !== null,
    onuId: between(1, 128),
    index: between(1, 255),
    gemPort: between(1, 255),
    vlan: between(1, 4094),
    priority: between(0, 7),
    length: between(0, 512),
    uni: (text) => /^eth_0\/\d{1,2}$/.test(text),
    serial: (text) => /^[A-Za-z]{4}[0-9A-Fa-f]{8}$/.test(text),
    name: (text) => text.length > 0 && text.length <= 64,
    text: (text) => text.length > 0 && text.length <= 127,
  };
}
