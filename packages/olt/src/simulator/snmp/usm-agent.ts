import { timingSafeEqual } from 'node:crypto';
import { answerPdu } from './answer-pdu.ts';
import { BerReader, BerWriter, encodeOid, tags } from './ber.ts';
import type { ObjectView } from './object-view.ts';
import { UsmKeys, type V3User } from './usm-keys.ts';

/** Counters a report names (usmStats of RFC 3414), and the security level the report itself may have. */
const reports = {
  unsupportedLevel: 1,
  notInTimeWindow: 2,
  unknownUser: 3,
  unknownEngine: 4,
  wrongDigest: 5,
  decryption: 6,
} as const;
type Report = keyof typeof reports;

const authFlag = 1;
const privFlag = 2;
const reportableFlag = 4;
const usmModel = 3;
/** Seconds by which a message may be late or early (RFC 3414, 2.2.3). */
const timeWindow = 150;
const boots = 1;
/** Header, security parameters, signature, salt and padding around a PDU. */
const envelope = 512;

interface V3Message {
  readonly id: number;
  readonly maxSize: number;
  readonly flags: number;
  readonly engineId: Uint8Array;
  readonly boots: number;
  readonly time: number;
  readonly user: string;
  readonly signature: Uint8Array;
  /** Where the signature stands in the whole message. */
  readonly signatureAt: number;
  readonly salt: Uint8Array;
  /** The scoped PDU, or what it was encrypted to. */
  readonly data: BerReader;
}

/** Answers SNMPv3 messages of one user, with the user-based security model. Only signed and encrypted requests see objects. */
export class UsmAgent {
  readonly engineId: Uint8Array;
  readonly #user: V3User;
  readonly #keys: UsmKeys;
  readonly #view: ObjectView;
  readonly #maxMessage: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #writer = new BerWriter();
  readonly #counts = new Map<Report, number>();
  #salt = 0;

  constructor(options: {
    readonly engineId: Uint8Array;
    readonly user: V3User;
    readonly view: ObjectView;
    readonly maxMessage: number;
    /** Milliseconds; the engine's own clock starts with it. */
    readonly now: () => number;
  }) {
    this.engineId = options.engineId;
    this.#user = options.user;
    this.#keys = new UsmKeys(options.user, options.engineId);
    this.#view = options.view;
    this.#maxMessage = options.maxMessage;
    this.#now = options.now;
    this.#startedAt = options.now();
  }

  /** The answer or report, or null for a message that gets none. `reader` stands behind the version. */
  answer(message: Uint8Array, reader: BerReader): Uint8Array | null {
    const request = readMessage(reader);
    if (!request) return null;
    const problem = this.#check(message, request);
    if (problem) return this.#report(request, problem);
    const plain = this.#open(request);
    if (!plain) return this.#report(request, 'decryption');
    const scoped = new BerReader(plain).expect(tags.sequence);
    scoped.octets();
    const contextName = scoped.octets();
    const writer = this.#writer;
    writer.reset();
    const room = Math.min(this.#maxMessage, request.maxSize) - envelope;
    if (scoped.failed || !answerPdu(this.#view, scoped, writer, room)) return null;
    writer.octets(contextName);
    writer.octets(this.engineId);
    writer.wrap(tags.sequence, 0);
    return this.#seal(request, authFlag | privFlag);
  }

  #check(message: Uint8Array, request: V3Message): Report | null {
    if (!sameBytes(request.engineId, this.engineId)) return 'unknownEngine';
    if (request.user !== this.#user.user) return 'unknownUser';
    if ((request.flags & authFlag) === 0 || (request.flags & privFlag) === 0) return 'unsupportedLevel';
    const unsigned = new Uint8Array(message);
    unsigned.fill(0, request.signatureAt, request.signatureAt + request.signature.length);
    if (!this.#keys.verify(unsigned, request.signature)) return 'wrongDigest';
    const late = Math.abs(request.time - this.#time) > timeWindow;
    return request.boots !== boots || late ? 'notInTimeWindow' : null;
  }

  #open({ data, boots: theirBoots, time, salt }: V3Message): Uint8Array | null {
    const { tag, content } = data.element();
    return tag === tags.octets ? this.#keys.decrypt(content.rest, theirBoots, time, salt) : null;
  }

  #report(request: V3Message, problem: Report): Uint8Array | null {
    const count = (this.#counts.get(problem) ?? 0) + 1;
    this.#counts.set(problem, count);
    if ((request.flags & reportableFlag) === 0) return null;
    const writer = this.#writer;
    writer.reset();
    writer.integer(count, tags.counter32);
    writer.oid(encodeOid([1, 3, 6, 1, 6, 3, 15, 1, 1, reports[problem], 0], true));
    writer.wrap(tags.sequence, 0);
    writer.wrap(tags.sequence, 0);
    writer.integer(0);
    writer.integer(0);
    writer.integer(plainRequestId(request));
    writer.wrap(tags.report, 0);
    writer.octets(new Uint8Array());
    writer.octets(this.engineId);
    writer.wrap(tags.sequence, 0);
    // The clock is told under signature, so that nobody in between can set it.
    return this.#seal(request, problem === 'notInTimeWindow' ? authFlag : 0);
  }

  /** Puts security parameters and header around the scoped PDU in the writer, and signs the whole. */
  #seal(request: V3Message, flags: number): Uint8Array {
    const writer = this.#writer;
    const time = this.#time;
    let salt: Uint8Array = new Uint8Array();
    if ((flags & privFlag) !== 0) {
      salt = this.#nextSalt();
      const secret = this.#keys.encrypt(writer.bytes, boots, time, salt);
      writer.reset();
      writer.octets(secret);
    }
    const signed = (flags & authFlag) !== 0;
    const beforeParameters = writer.length;
    writer.octets(salt);
    const signatureEnd = writer.length;
    writer.octets(signed ? new Uint8Array(this.#keys.authLength) : new Uint8Array());
    writer.octets(new TextEncoder().encode(request.user));
    writer.integer(time);
    writer.integer(boots);
    writer.octets(this.engineId);
    writer.wrap(tags.sequence, beforeParameters);
    writer.wrap(tags.octets, beforeParameters);
    const beforeHeader = writer.length;
    writer.integer(usmModel);
    writer.octets(Uint8Array.of(flags));
    writer.integer(this.#maxMessage);
    writer.integer(request.id);
    writer.wrap(tags.sequence, beforeHeader);
    writer.integer(3);
    writer.wrap(tags.sequence, 0);
    const message = writer.bytes.slice();
    if (signed) message.set(this.#keys.sign(message), message.length - signatureEnd - this.#keys.authLength);
    return message;
  }

  get #time(): number {
    return Math.floor((this.#now() - this.#startedAt) / 1000);
  }

  #nextSalt(): Uint8Array {
    this.#salt = (this.#salt + 1) >>> 0;
    const salt = Buffer.alloc(8);
    salt.writeUInt32BE(boots, 0);
    salt.writeUInt32BE(this.#salt, 4);
    return salt;
  }
}

function readMessage(reader: BerReader): V3Message | null {
  const header = reader.expect(tags.sequence);
  const id = header.integer();
  const maxSize = header.integer();
  const flags = header.octets()[0] ?? 0;
  const model = header.integer();
  const parameters = reader.expect(tags.octets).expect(tags.sequence);
  const engineId = parameters.octets();
  const theirBoots = parameters.integer();
  const time = parameters.integer();
  const user = new TextDecoder().decode(parameters.octets());
  const signature = parameters.octets();
  const signatureAt = parameters.at - signature.length;
  const salt = parameters.octets();
  if (reader.failed || header.failed || parameters.failed || model !== usmModel) return null;
  return {
    id,
    maxSize,
    flags,
    engineId,
    boots: theirBoots,
    time,
    user,
    signature,
    signatureAt,
    salt,
    data: reader,
  };
}

/** The request's own number where it can be read without a key, else zero (RFC 3412, 7.1.3). */
function plainRequestId({ flags, data }: V3Message): number {
  if ((flags & privFlag) !== 0) return 0;
  const scoped = data.expect(tags.sequence);
  scoped.octets();
  scoped.octets();
  const { content } = scoped.element();
  return content.failed ? 0 : content.integer();
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
