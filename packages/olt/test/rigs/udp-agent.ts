import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A v2c request as it came over the wire. */
export interface AgentRequest {
  readonly kind: 'get' | 'bulk' | 'other';
  /** Of a bulk request. */
  readonly maxRepetitions: number;
  readonly oids: readonly string[];
}

/** A value to answer with: a tag of RFC 2578 or RFC 3416, and its bytes. */
export interface AgentVarbind {
  readonly oid: string;
  readonly tag: number;
  readonly bytes: readonly number[];
}

/** What to answer: variables, an error-status, bytes as they stand, or nothing at all. */
export type AgentAnswer = readonly AgentVarbind[] | { readonly errorStatus: number } | Uint8Array | null;

/** An SNMP agent on loopback that misbehaves as it is told. */
export interface UdpAgent {
  readonly host: string;
  readonly port: number;
  readonly requests: AgentRequest[];
  /** Fulfilled when the first request has come. */
  readonly asked: Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param post what becomes of an answer's datagram: `send` may be called later, twice, or never; at once unless told
 */
export async function startUdpAgent(
  answer: (request: AgentRequest) => AgentAnswer,
  host = '127.0.0.1',
  post: (send: () => void) => void = (send) => send(),
): Promise<UdpAgent> {
  const requests: AgentRequest[] = [];
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (packet, from) => {
    const { request, reply } = takeApart(packet);
    requests.push(request);
    const said = answer(request);
    if (said === null) return;
    const bytes = said instanceof Uint8Array ? said : reply(said);
    post(() => socket.send(bytes, from.port, from.address));
  });
  const asked = new Promise<void>((resolve) => socket.once('message', () => resolve()));
  socket.bind(0, host);
  await once(socket, 'listening');
  return {
    host,
    port: socket.address().port,
    requests,
    asked,
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

const INTEGER = 0x02;
const OCTETS = 0x04;
const OID = 0x06;
const SEQUENCE = 0x30;
const RESPONSE = 0xa2;

function takeApart(packet: Buffer) {
  const [version, community, pdu] = children(packet, body(packet).start);
  if (!version || !community || !pdu) throw new Error('not an SNMP message');
  const [id, , repetitions, list] = children(packet, pdu.start, pdu.end);
  if (!id || !repetitions || !list) throw new Error('not an SNMP request');
  const oids = children(packet, list.start, list.end).map((varbind) => {
    const [name] = children(packet, varbind.start, varbind.end);
    return name ? readOid(packet.subarray(name.start, name.end)) : '';
  });
  const request: AgentRequest = {
    kind: pdu.tag === 0xa0 ? 'get' : pdu.tag === 0xa5 ? 'bulk' : 'other',
    maxRepetitions: packet[repetitions.start] ?? 0,
    oids,
  };
  const reply = (said: readonly AgentVarbind[] | { readonly errorStatus: number }) => {
    const status = 'errorStatus' in said ? said.errorStatus : 0;
    const varbinds = 'errorStatus' in said ? [] : said;
    return Buffer.from(
      tlv(SEQUENCE, [
        ...tlv(INTEGER, [1]),
        ...tlv(OCTETS, [...packet.subarray(community.start, community.end)]),
        ...tlv(RESPONSE, [
          ...tlv(INTEGER, [...packet.subarray(id.start, id.end)]),
          ...tlv(INTEGER, [status]),
          ...tlv(INTEGER, [0]),
          ...tlv(
            SEQUENCE,
            varbinds.flatMap(({ oid, tag, bytes }) =>
              tlv(SEQUENCE, [...tlv(OID, writeOid(oid)), ...tlv(tag, bytes)]),
            ),
          ),
        ]),
      ]),
    );
  };
  return { request, reply };
}

function tlv(tag: number, bytes: readonly number[]): number[] {
  const { length } = bytes;
  return length < 128 ? [tag, length, ...bytes] : [tag, 0x82, length >> 8, length & 0xff, ...bytes];
}

function body(packet: Buffer, at = 0) {
  const first = packet[at + 1] ?? 0;
  const extra = first < 128 ? 0 : first & 0x7f;
  const length = extra === 0 ? first : packet.readUIntBE(at + 2, extra);
  const start = at + 2 + extra;
  return { tag: packet[at] ?? 0, start, end: start + length };
}

function children(packet: Buffer, start: number, end = packet.length) {
  const found: ReturnType<typeof body>[] = [];
  for (let at = start; at < end; ) {
    const child = body(packet, at);
    found.push(child);
    at = child.end;
  }
  return found;
}

function readOid(bytes: Uint8Array): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 128) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  return [Math.floor(first / 40), first % 40, ...rest].join('.');
}

function writeOid(oid: string): number[] {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return [first * 40 + second, ...rest].flatMap((number) => {
    const digits = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) + 128);
    return digits;
  });
}
