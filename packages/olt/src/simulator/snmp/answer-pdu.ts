import { type BerReader, BerWriter, encodeOid, tags } from './ber.ts';
import type { ObjectInstance, ObjectView } from './object-view.ts';

const errors = { none: 0, tooBig: 1, genErr: 5, notWritable: 17 } as const;

/** One answered name: an instance, or the exception that stands in its place. */
type Binding = ObjectInstance | { readonly oid: readonly number[]; readonly exception: number };

interface Request {
  readonly tag: number;
  readonly id: number;
  /** Non-repeaters and repetitions of GETBULK; zero otherwise. */
  readonly first: number;
  readonly second: number;
  readonly names: readonly (readonly number[])[];
}

/** More names than a device takes in one request. */
const maxNames = 128;

/**
 * Answers one PDU (RFC 3416) by writing the response PDU; false for anything that is no request.
 * A GETBULK is cut to what fits into `room` bytes; a GET that does not fit is answered `tooBig`.
 */
export function answerPdu(view: ObjectView, pdu: BerReader, writer: BerWriter, room: number): boolean {
  const request = readRequest(pdu);
  if (!request) return false;
  const { tag, id, names } = request;
  if (tag === tags.setRequest) {
    writeResponse(writer, id, errors.notWritable, 1, () => {
      for (const oid of [...names].reverse()) writeException(writer, oid, tags.null);
    });
    return true;
  }
  if (tag === tags.getBulkRequest) {
    writeResponse(writer, id, errors.none, 0, () => writer.raw(bulk(view, request, room - responseOverhead)));
    return true;
  }
  const bindings = names.map(one(view, tag));
  const start = writer.length;
  writeResponse(writer, id, errors.none, 0, () => {
    for (const binding of bindings.reverse()) writeBinding(view, writer, binding);
  });
  if (writer.length - start <= room) return true;
  writer.reset();
  writeResponse(writer, id, errors.tooBig, 0, () => {});
  return true;
}

function readRequest(pdu: BerReader): Request | null {
  const { tag, content } = pdu.element();
  if (
    tag !== tags.getRequest &&
    tag !== tags.getNextRequest &&
    tag !== tags.getBulkRequest &&
    tag !== tags.setRequest
  )
    return null;
  const id = content.integer();
  const first = content.integer();
  const second = content.integer();
  const list = content.expect(tags.sequence);
  const names: number[][] = [];
  while (!list.done && names.length < maxNames) {
    const binding = list.expect(tags.sequence);
    names.push(binding.oid());
    if (binding.failed) return null;
  }
  return pdu.failed || content.failed || list.failed ? null : { tag, id, first, second, names };
}

function one(view: ObjectView, tag: number): (oid: readonly number[]) => Binding {
  return (oid) => {
    if (tag === tags.getNextRequest) return view.after(oid) ?? { oid, exception: tags.endOfMibView };
    const found = view.find(oid);
    return typeof found === 'string' ? { oid, exception: tags[found] } : found;
  };
}

const scratch = new BerWriter(131_072);
const bytes = new Uint8Array(65_536);

/** The bindings of a GETBULK, as many as fit into `room` bytes. Each is written once and in order, so that it is known where to cut. */
function bulk(view: ObjectView, { first, second, names }: Request, room: number): Uint8Array {
  let length = 0;
  const add = (binding: Binding): boolean => {
    scratch.reset();
    writeBinding(view, scratch, binding);
    if (length + scratch.length > room) return false;
    bytes.set(scratch.bytes, length);
    length += scratch.length;
    return true;
  };
  const single = Math.min(Math.max(0, first), names.length);
  if (!names.slice(0, single).map(one(view, tags.getNextRequest)).every(add))
    return bytes.subarray(0, length);
  const lanes = names.slice(single).map((oid) => ({ oid, at: null as ObjectInstance | null, ended: false }));
  for (let round = 0; round < second && lanes.some(({ ended }) => !ended); round++) {
    for (const lane of lanes) {
      const next = lane.ended ? null : lane.at ? view.next(lane.at) : view.after(lane.oid);
      const binding = next ?? { oid: lane.at ? view.oid(lane.at) : lane.oid, exception: tags.endOfMibView };
      lane.ended = next === null;
      lane.at = next ?? lane.at;
      if (!add(binding)) return bytes.subarray(0, length);
    }
  }
  return bytes.subarray(0, length);
}

/** Tags, lengths, request id and error fields around the bindings. */
const responseOverhead = 32;

function writeBinding(view: ObjectView, writer: BerWriter, binding: Binding): void {
  if ('oid' in binding) writeException(writer, binding.oid, binding.exception);
  else view.write(writer, binding);
}

function writeException(writer: BerWriter, oid: readonly number[], exception: number): void {
  const before = writer.length;
  writer.empty(exception);
  writer.oid(encodeOid(oid, true));
  writer.wrap(tags.sequence, before);
}

function writeResponse(
  writer: BerWriter,
  id: number,
  error: number,
  index: number,
  bindings: () => void,
): void {
  const before = writer.length;
  bindings();
  writer.wrap(tags.sequence, before);
  writer.integer(index);
  writer.integer(error);
  writer.integer(id);
  writer.wrap(tags.response, before);
}
