import { createHash, timingSafeEqual } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type Listening, started } from '../listening.ts';
import { answerPdu } from './answer-pdu.ts';
import { BerReader, BerWriter, tags } from './ber.ts';
import type { ObjectView } from './object-view.ts';
import { UsmAgent } from './usm-agent.ts';
import type { V3User } from './usm-keys.ts';

/** The largest answer over UDP (65,507), less room for what surrounds the PDU. */
const maxMessage = 65_507;
const envelope = 512;

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** An SNMP agent on UDP: v2c with one community, and v3. Reads only. */
export async function startSnmpAgent(options: {
  readonly host: string;
  readonly port: number;
  readonly view: ObjectView;
  readonly community: string;
  readonly v3: V3User;
  readonly engineId: Uint8Array;
}): Promise<Listening> {
  const community = digest(new TextEncoder().encode(options.community));
  const writer = new BerWriter();
  const { view, engineId } = options;
  const usm = new UsmAgent({ engineId, user: options.v3, view, maxMessage, now: () => performance.now() });
  const socket = createSocket(options.host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => {
    const answer = answerMessage(message);
    if (answer) socket.send(answer, from.port, from.address);
  });

  /** The answer, or null for a message that gets none (RFC 3412: silently discarded). */
  function answerMessage(message: Uint8Array): Uint8Array | null {
    const reader = new BerReader(message).expect(tags.sequence);
    const version = reader.integer();
    if (reader.failed) return null;
    if (version === 3) return usm.answer(message, reader);
    return version === 1 ? answerV2(reader) : null;
  }

  function answerV2(reader: BerReader): Uint8Array | null {
    const given = reader.octets();
    if (reader.failed || !timingSafeEqual(digest(given), community)) return null;
    writer.reset();
    if (!answerPdu(view, reader, writer, maxMessage - envelope)) return null;
    writer.octets(given);
    writer.integer(1);
    writer.wrap(tags.sequence, 0);
    return writer.bytes.slice();
  }

  const { host, port } = options;
  await started(socket, `${host}:${port}`, (ready) => socket.bind(port, host, ready));
  // A client that is gone shows as an error of the answer sent to it; the agent goes on.
  socket.on('error', () => {});
  return {
    host,
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
