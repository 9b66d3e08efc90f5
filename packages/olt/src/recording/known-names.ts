/** A place in a text that is to be replaced; without a text of its own it is a name. */
export interface FoundName {
  readonly start: number;
  readonly length: number;
  readonly text?: string;
}

/** Of a name that a screen cut off at least so much must be left to know it. */
const tellingStart = 6;
/** How names are looked up: by their beginning. */
const keyLength = 3;
const gap = /[ \t]*(?:\r?\n|\r)\s*/y;
const cutOff = /^(?:\.{2,3}|[ \t]{2}|[ \t]*(?:\r|\n|$))/;
const lineEnd = /^[ \t]*(?:\r|\n|$)/;
const inWord = /[\p{L}\p{N}]/u;

/** Names, found again in texts that may have broken them over two lines or cut them off at the end of a column. */
export class KnownNames {
  readonly #all = new Set<string>();
  readonly #byStart = new Map<string, string[]>();

  add(name: string): void {
    if (this.#all.has(name)) return;
    this.#all.add(name);
    const key = name.slice(0, keyLength);
    const others = this.#byStart.get(key) ?? [];
    others.push(name);
    this.#byStart.set(key, others);
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  /** Every place where one stands, from left to right. */
  find(text: string): FoundName[] {
    const found: FoundName[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const candidates = this.#byStart.get(text.slice(at, at + keyLength));
      if (!candidates || (at > 0 && inWord.test(text.charAt(at)) && inWord.test(text.charAt(at - 1))))
        continue;
      const length = Math.max(...candidates.map((name) => matchAt(text, at, name)));
      if (length === 0) continue;
      found.push({ start: at, length });
      at += length - 1;
    }
    return found;
  }
}

/** How long the name is as it stands here; 0 where it does not. */
function matchAt(text: string, start: number, name: string): number {
  let at = start;
  let matched = 0;
  let gaps = 0;
  while (matched < name.length) {
    if (text.charAt(at) === name.charAt(matched)) {
      at += 1;
      matched += 1;
      continue;
    }
    gap.lastIndex = at;
    const broken = gap.exec(text)?.[0].length ?? 0;
    if (broken === 0) break;
    // The blank at which a line was broken is gone.
    const blank = name.charAt(matched) === ' ' ? 1 : 0;
    if (text.charAt(at + broken) !== name.charAt(matched + blank)) break;
    at += broken;
    matched += blank;
    gaps += 1;
  }
  const after = text.slice(at, at + 40);
  // What goes on in the next line stands there alone.
  if (gaps > 0) return matched >= Math.min(name.length, tellingStart) && lineEnd.test(after) ? at - start : 0;
  if (matched < name.length) return matched >= tellingStart && cutOff.test(after) ? at - start : 0;
  const inside = inWord.test(name.charAt(matched - 1)) && inWord.test(text.charAt(at));
  return inside ? 0 : at - start;
}
