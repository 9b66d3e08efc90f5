import { redactText } from '@field/core/privacy';

const mask = '***';
/** Between two characters of a secret a terminal may wrap: this much white space and control text still joins them. */
const longestGap = 64;
const gap = /(?:\u001b(?:\[[\d;?]*[@-~]?)?|[\s\u0000-\u001f\u007f])/y;
/** A start of a secret of this length is masked where a stream is cut. */
const tellingStart = 4;

/** A part of a stream: what of it can be shown, and the tail that is needed to read on. */
export interface StreamPart {
  readonly shown: string;
  readonly tail: string;
  /** How many characters of the tail were shown. */
  readonly known: number;
}

/** The values that must not be seen, and what a text looks like without them. */
export class Secrets {
  readonly #values = new Set<string>();
  /** The longest text a secret can be stretched to. */
  #longest = 0;

  constructor(values: readonly (string | undefined)[] = []) {
    this.add(values);
  }

  add(values: readonly (string | undefined)[]): void {
    for (const value of values) {
      const squeezed = (value ?? '').replace(/\s+/g, '');
      if (squeezed !== '') this.#values.add(squeezed);
      this.#longest = Math.max(this.#longest, squeezed.length + longestGap);
    }
  }

  /** A device's own words in an error: without the secrets, and without what looks like one nobody told of. */
  quote(text: string): string {
    return redactText(this.mask(text));
  }

  /** The whole text with each secret as `***`, wrapped ones included. */
  mask(text: string): string {
    return this.#read(text, 0, 'whole').shown;
  }

  /**
   * What of a stream can be shown, and the tail with which a secret may begin.
   * @param known how many characters of the text were shown already: a secret may have begun in them
   * @param cut nothing follows for now: the tail is shown too, or masked where it tells
   */
  split(text: string, cut: boolean, known = 0): StreamPart {
    const part = this.#read(text, known, cut ? 'cut' : 'open');
    if (!cut) return part;
    const tail = this.#openEnd(text);
    return { shown: part.shown, tail, known: tail.length };
  }

  #read(text: string, known: number, end: 'whole' | 'cut' | 'open'): StreamPart {
    let shown = '';
    let at = 0;
    while (at < text.length) {
      const { whole, open } = this.#matchAt(text, at);
      if (end === 'open' && open > at && open >= whole)
        return { shown, tail: text.slice(at), known: Math.max(0, known - at) };
      const masked = whole > at ? whole : end === 'cut' && open - at >= tellingStart ? open : at;
      const next = Math.max(masked, at + 1);
      if (next > known) shown += masked > at ? mask : text.charAt(at);
      at = next;
    }
    return { shown, tail: '', known: 0 };
  }

  #openEnd(text: string): string {
    for (let at = Math.max(0, text.length - this.#longest); at < text.length; at += 1) {
      if (this.#matchAt(text, at).open > at) return text.slice(at);
    }
    return '';
  }

  /** Where the longest secret that starts here ends, and where a secret's start ends that reaches the end of the text. */
  #matchAt(text: string, start: number): { readonly whole: number; readonly open: number } {
    let whole = start;
    let open = start;
    for (const value of this.#values) {
      let at = start;
      let found = 0;
      let skipped = 0;
      while (found < value.length && at < text.length && skipped <= longestGap) {
        let step = 1;
        if (text.charAt(at) === value.charAt(found)) found += 1;
        else {
          gap.lastIndex = at;
          step = found > 0 ? (gap.exec(text)?.[0].length ?? 0) : 0;
          if (step === 0) break;
          skipped += step;
        }
        at += step;
      }
      if (found === value.length) whole = Math.max(whole, at);
      else if (found > 0 && at === text.length && skipped <= longestGap) open = at;
    }
    return { whole, open };
  }
}
