const mask = '***';
/** Between two characters of a secret a terminal may wrap: this much white space and control text still joins them. */
const longestGap = 64;
const gap = /[\s\u0000-\u001f\u007f]/;
/** A start of a secret of this length is masked where a stream is cut. */
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
    return this.#split(text, 'whole').shown;
  }

  /**
   * What of a stream can be shown, and the tail that may be the start of a secret.
   * @param cut nothing follows for now: the tail is shown too, or masked where it tells
   */
  split(text: string, cut: boolean): { readonly shown: string; readonly held: string } {
    return this.#split(text, cut ? 'cut' : 'open');
  }

  #split(text: string, end: 'whole' | 'cut' | 'open'): { readonly shown: string; readonly held: string } {
    if (this.#values.size === 0) return { shown: text, held: '' };
    let shown = '';
    let at = 0;
    while (at < text.length) {
      const { whole, open } = this.#matchAt(text, at);
      if (end === 'open' && open > at && open >= whole) return { shown, held: text.slice(at) };
      const masked = whole > at ? whole : end === 'cut' && open - at >= tellingStart ? open : at;
      shown += masked > at ? mask : text.charAt(at);
      at = Math.max(masked, at + 1);
    }
    return { shown, held: '' };
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
        if (text.charAt(at) === value.charAt(found)) found += 1;
        else if (found > 0 && gap.test(text.charAt(at))) skipped += 1;
        else break;
        at += 1;
      }
      if (found === value.length) whole = Math.max(whole, at);
      else if (found > 0 && at === text.length && skipped <= longestGap) open = at;
    }
    return { whole, open };
  }
}
