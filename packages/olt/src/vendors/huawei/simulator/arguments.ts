/** One word of a typed command; quotes are taken off. */
export interface Word {
  readonly text: string;
  /** Where it begins in the typed line. */
  readonly column: number;
  readonly quoted: boolean;
}

/** Why a command line was not understood, and at which column. */
export interface SyntaxFault {
  readonly kind: 'unknown' | 'parameter' | 'incomplete' | 'ambiguous' | 'too-many';
  readonly column: number;
  /** What could have stood there, as the completion prompt names it. */
  readonly expected: readonly string[];
}

export function splitWords(line: string): Word[] {
  const words: Word[] = [];
  for (const match of line.matchAll(/"([^"]*)"?|[^\s"]+/g))
    words.push({ text: match[1] ?? match[0], column: match.index, quoted: match[0].startsWith('"') });
  return words;
}

/**
 * Reads a command's words in order. After the first fault every further read answers with an empty value: a command reads all it
 * takes, calls {@link end}, and is run only when {@link fault} is still null.
 */
export class Arguments {
  readonly #words: readonly Word[];
  readonly #lineLength: number;
  #next: number;
  fault: SyntaxFault | null = null;

  constructor(words: readonly Word[], next: number, lineLength: number) {
    this.#words = words;
    this.#next = next;
    this.#lineLength = lineLength;
  }

  /** The word that would be read next. */
  get peek(): Word | undefined {
    return this.fault ? undefined : this.#words[this.#next];
  }

  get left(): number {
    return this.fault ? 0 : this.#words.length - this.#next;
  }

  number(name: string, min: number, max: number): number {
    const word = this.#take(`${name}<U><${min},${max}>`);
    if (!word) return min;
    const value = /^\d{1,10}$/.test(word.text) ? Number(word.text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.#fail('parameter', word.column);
    return min;
  }

  /** A number where the next word is one, else undefined. */
  optionalNumber(name: string, min: number, max: number): number | undefined {
    return this.peek && /^\d/.test(this.peek.text) ? this.number(name, min, max) : undefined;
  }

  text(name: string, maxLength: number): string {
    const word = this.#take(`${name}<S><Length 1-${maxLength}>`);
    if (!word) return '';
    if (word.text.length >= (word.quoted ? 0 : 1) && word.text.length <= maxLength) return word.text;
    this.#fail('parameter', word.column);
    return '';
  }

  /** A word of a shape of its own; `read` answers undefined for one that does not fit. */
  shaped<T>(name: string, read: (text: string) => T | undefined, otherwise: T): T {
    const word = this.#take(name);
    if (!word) return otherwise;
    const value = read(word.text);
    if (value !== undefined) return value;
    this.#fail('parameter', word.column);
    return otherwise;
  }

  /** One of these keywords, which may be shortened as long as it is clear. */
  keyword<const Keyword extends string>(...keywords: readonly Keyword[]): Keyword | undefined {
    const word = this.#take(...keywords.map((keyword) => `${keyword}<K>`));
    if (!word) return undefined;
    const found = matchKeyword(word.text, keywords);
    if (found.length === 1) return found[0];
    this.#fail(found.length > 1 ? 'ambiguous' : 'unknown', word.column);
    return undefined;
  }

  /** Takes the next word if it is one of these keywords. */
  optional<const Keyword extends string>(...keywords: readonly Keyword[]): Keyword | undefined {
    const { peek } = this;
    if (!peek || peek.quoted || matchKeyword(peek.text, keywords).length !== 1) return undefined;
    return this.keyword(...keywords);
  }

  /** Nothing more may follow. */
  end(): void {
    const { peek } = this;
    if (peek) this.#fail('too-many', peek.column);
  }

  /** Refuses the word read last. */
  refuse(): void {
    const word = this.#words[this.#next - 1];
    this.#fail('parameter', word?.column ?? 0);
  }

  #take(...expected: string[]): Word | undefined {
    if (this.fault) return undefined;
    const word = this.#words[this.#next];
    if (!word) {
      this.#fail('incomplete', this.#lineLength, expected);
      return undefined;
    }
    this.#next += 1;
    return word;
  }

  #fail(kind: SyntaxFault['kind'], column: number, expected: readonly string[] = []): void {
    this.fault ??= { kind, column, expected };
  }
}

/** The keywords a typed word can stand for: itself alone where it is written out, else all it begins. */
export function matchKeyword<Keyword extends string>(
  typed: string,
  keywords: readonly Keyword[],
): readonly Keyword[] {
  const lower = typed.toLowerCase();
  const exact = keywords.find((keyword) => keyword.toLowerCase() === lower);
  return exact ? [exact] : keywords.filter((keyword) => keyword.toLowerCase().startsWith(lower));
}

const faultTexts: Readonly<Record<SyntaxFault['kind'], string>> = {
  unknown: 'Unknown command',
  parameter: 'Parameter error',
  incomplete: 'Incomplete command',
  ambiguous: 'Ambiguous command',
  'too-many': 'Too many parameters',
};

/** The caret under the word that was not understood, and the line that says so. */
export function formatFault(fault: SyntaxFault, promptLength: number): string[] {
  return [
    `${' '.repeat(promptLength + fault.column)}^`,
    `  % ${faultTexts[fault.kind]}, the error locates at '^'`,
  ];
}
