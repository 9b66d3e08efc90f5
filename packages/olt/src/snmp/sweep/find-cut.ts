import { highest, type Suffix } from './suffix.ts';

/** Requests that what is left of a part must be worth, for a second walker to pay for its first step and for what it reads too far. */
const worthRequests = 4;

/** What is known of a part of the index space that is being walked. */
export interface WalkedPart {
  /** Numbers all its indexes begin with. */
  readonly root: Suffix;
  /** Its first row. */
  readonly first: Suffix;
  /** Everything up to here is read. */
  readonly from: Suffix;
  /** Its last possible row; null where it ends with `root`. */
  readonly upTo: Suffix | null;
  /** Rows read of it. */
  readonly rows: number;
}

/** What one place of the indexes of a table was seen to hold. */
export interface SeenNumbers {
  readonly first: number;
  readonly highest: number;
  /** Divides the distance between any two of them: interface numbers are made of bit fields. */
  readonly stride: number;
}

/** Where to cut what is left of a part in two. */
export interface Cut {
  /** The last possible row of the first half. */
  readonly middle: Suffix;
  /** Rows to come as far as those before tell; infinite where they do not. */
  readonly expected: number;
  readonly place: number;
  readonly width: number;
}

/**
 * Where to cut what is left of a part in two, or null where it is not worth it. Nobody says which indexes exist, so it cuts in the
 * middle of the numbers there could be; a half that turns out empty has cost one small request and narrowed the other.
 *
 * @param seen what was met at each place of an index: deeper places repeat (ONUs of a port, ports of an ONU)
 * @param least rows that one request reads
 */
export function findCut(part: WalkedPart, seen: readonly SeenNumbers[], least: number): Cut | null {
  const { root, first, from, upTo, rows } = part;
  for (let place = root.length; place < from.length; place += 1) {
    const low = from[place] ?? 0;
    const span = isSameBefore(from, first, place) ? low - (first[place] ?? 0) : 0;
    const bound = upTo && isSameBefore(from, upTo, place) ? upTo[place] : undefined;
    const high = bound ?? guessHigh(place === root.length, low, span, seen[place]?.highest ?? 0);
    const width = high - low;
    if (width < 2 * (seen[place]?.stride || 1)) continue;
    const isLast = place === from.length - 1;
    const expected = Math.min(
      span > 0 ? (width * rows) / span : Number.POSITIVE_INFINITY,
      isLast ? width : Number.POSITIVE_INFINITY,
    );
    if (expected < worthRequests * least) return null;
    const middle = [...from.slice(0, place), low + Math.floor(width / 2)];
    return { middle, expected, place, width };
  }
  return null;
}

/** Whether the first of two cuts leaves more to the second half. */
export function isBetter(cut: Cut, than: Cut): boolean {
  if (cut.expected !== than.expected) return cut.expected > than.expected;
  return cut.place === than.place ? cut.width > than.width : cut.place < than.place;
}

/** Adds the index of a row to what is known of the indexes. */
export function noteNumbers(seen: SeenNumbers[], suffix: Suffix): void {
  for (const [place, number] of suffix.entries()) {
    const { first, highest, stride } = seen[place] ?? { first: number, highest: number, stride: 0 };
    const distance = Math.abs(number - first);
    seen[place] = { first, highest: Math.max(highest, number), stride: commonDivisor(stride, distance) };
  }
}

function commonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function isSameBefore(a: Suffix, b: Suffix, place: number): boolean {
  for (let at = 0; at < place; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** A number that the rest of the part may reach, where nothing says how far it goes. */
function guessHigh(isTop: boolean, low: number, span: number, seenHighest: number): number {
  if (!isTop) return Math.max(low, seenHighest);
  return span > 0 ? Math.min(highest, low + 16 * span) : highest;
}
