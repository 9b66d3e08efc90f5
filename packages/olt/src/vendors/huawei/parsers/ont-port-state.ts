import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';

/** One LAN port of an ONU. Null where the device says nothing. */
export interface OntPortState {
  readonly onuId: number;
  readonly ethPort: number;
  /** `GE`, `FE`, `ETH`. */
  readonly kind: string;
  readonly speedMbps: number | null;
  readonly duplex: string | null;
  readonly link: 'up' | 'down' | 'unknown';
  /** The device's word for a loop behind the port: `noloop`, `loop`. */
  readonly ring: string | null;
}

const portRow = /^\s*(\d{1,3})\s+(\d{1,2})\s+(\S+)\s+(-|\d{1,6})\s+(\S+)\s+(\S+)\s+(\S+)\s*$/;

/** The LAN ports of an ONU, from `display ont port state 0 1 eth-port all` in a board's mode. */
export function parseOntPortStates(text: string, command: string): OntPortState[] {
  const [before = [], , rows = [], after = []] = readSections(text, command, 4);
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  const word = (cell: string | undefined) => (cell === undefined || cell === '-' ? null : cell);
  return rows.map((row) => {
    const [, onuId, ethPort, kind, speed, duplex, link, ring] = portRow.exec(row) ?? [];
    if (onuId === undefined || kind === undefined) throw parseFailed(command, row);
    return {
      onuId: Number(onuId),
      ethPort: Number(ethPort),
      kind,
      speedMbps: speed === '-' ? null : Number(speed),
      duplex: word(duplex),
      link: link === 'up' || link === 'down' ? link : 'unknown',
      ring: word(ring),
    };
  });
}

export const ontPortStateScreen: ScreenParser = {
  title: 'display ont port state <port> <id> eth-port all',
  command: /^display ont port state \d{1,3} \d{1,3} eth-port (?:all|\d{1,2})$/,
  parse: parseOntPortStates,
};
