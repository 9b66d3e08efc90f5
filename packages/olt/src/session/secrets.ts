const mask = '***';
/** Between two characters of a secret a terminal may wrap: this much white space and control text still joins them. */
const longestGap = 64;
const gap = /[\s\u0000-\u001f\u007f]/;
/** A held-back start of a secret of this length is masked when nothing more comes. */
const tellingStart = 4;

/** The values that must not be seen, and what a text looks like without them. */
export class Secrets {
  readonly #values = new Set<string>();

  constructor(values: readonly (string | undefined)[] = []) {
    this.add(values);
  }

  add(values: readonly (string | undefined)[]): void {
    for (const value of values) {
      const squeezed = (value ?? '').replace(/\s+/g, '');
      if (squeezed !== '') this.#values.add(squeezed);
    }
  }

  /** The whole text with each secret as `***`, wrapped ones included. */
  mask(text: string): string {
    return this.split(text, true).shown;
  }

  /**
   * What of a stream can be shown, and the tail that may be the start of a secret.
   * @param ended nothing follows: the tail is shown or masked too
   */
  split(text: string, ended: boolean): { readonly shown: string; readonly held: string } {
    if (this.#values.size === 0) return { shown: text, held: '' };
    let shown = '';
    let at = 0;
    while (at < text.length) {
      const match = this.#matchAt(text, at);
      if (match === null) {
        shown += text.charAt(at);
        at += 1;
      } else if (match.whole) {
        shown += mask;
        at = match.end;
      } else if (!ended) {
        return { shown, held: text.slice(at) };
      } else {
        const telling = match.length >= tellingStart;
        shown += telling ? mask : text.charAt(at);
        at = telling ? match.end : at + 1;
      }
    }
    return { shown, held: '' };
  }

  /** The longest secret that starts here, or the start of one that reaches the end of the text. */
  #matchAt(text: string, start: number): { whole: boolean; end: number; length: number } | null {
    let best: { whole: boolean; end: number; length: number } | null = null;
    for (const value of this.#values) {
      if (text.charAt(start) !== value.charAt(0)) continue;
      let at = start;
      let length = 0;
      let skipped = 0;
      while (length < value.length && at < text.length && skipped <= longestGap) {
        if (text.charAt(at) === value.charAt(length)) length += 1;
        else if (gap.test(text.charAt(at))) skipped += 1;
        else break;
        at += 1;
      }
      const whole = length === value.length;
      const open = !whole && at === text.length && skipped <= longestGap;
      // A secret that may still grow into a longer one is held back; a whole one counts where nothing longer is open.
      if ((whole || open) && (best === null || length > best.length)) best = { whole, end: at, length };
    }
    return best;
  }
}
