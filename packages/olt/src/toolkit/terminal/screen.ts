import { oltError } from '../../contract/errors.ts';

const defaultLimit = 32 * 1024 * 1024;
/** Cursor moves stop here: no device draws wider lines, and a forged move must not cost memory. */
const widestColumn = 4096;
const printable = /[^\u0000-\u001f\u007f-\u009f]+/y;

type State = 'text' | 'escape' | 'charset' | 'control' | 'string' | 'stringEscape';

/**
 * What the lines of a terminal would show. Text is interpreted, never stripped: CR, LF, BS, TAB and the cursor and erase
 * sequences (`ESC[nD/C/G/K/J/H`) move and wipe as a terminal does, colours and all other controls show nothing. Lines never wrap
 * and never scroll away; a jump to another row ends the line, so that nothing a device printed is lost. Chunks may be cut anywhere.
 */
export class Screen {
  readonly #limit: number;
  #finished: string[] = [];
  #line = '';
  #column = 0;
  #margin = 0;
  #state: State = 'text';
  #parameters = '';
  #fed = 0;

  /** @param limit characters that may arrive between two calls of `mark` */
  constructor(limit = defaultLimit) {
    this.#limit = limit;
  }

  /** @throws FieldError `olt.reply_too_long` */
  feed(chunk: string): void {
    this.#fed += chunk.length;
    if (this.#fed > this.#limit) throw oltError('olt.reply_too_long', { limit: this.#limit });
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'text') {
        printable.lastIndex = at;
        const run = printable.exec(chunk)?.[0];
        if (run !== undefined) {
          this.#print(run);
          at += run.length;
          continue;
        }
      }
      this.#step(chunk.charAt(at));
      at += 1;
    }
  }

  /** Lines that are not taken yet, the unfinished one last. */
  get lines(): readonly string[] {
    return [...this.#finished, this.#line];
  }

  /** The line the cursor is in: what has come of it so far. */
  get lastLine(): string {
    return this.#line;
  }

  /** Hands out the finished lines since the last call; the unfinished line stays. */
  take(): string[] {
    const taken = this.#finished;
    this.#finished = [];
    return taken;
  }

  /** Drops the finished lines and starts counting towards the limit afresh. The unfinished line stays. */
  mark(): void {
    this.#finished = [];
    this.#fed = 0;
  }

  /** Empties the unfinished line; what the device sends to wipe it then falls on an empty line. */
  clearLastLine(): void {
    this.cutLastLine(0);
  }

  /**
   * Cuts the unfinished line at a column and keeps the cursor right of it until the line ends: the head of a row that a pager
   * interrupted survives the backspaces with which the device wipes its pager.
   */
  cutLastLine(column: number): void {
    this.#line = this.#line.slice(0, column);
    this.#column = this.#line.length;
    this.#margin = this.#line.length;
  }

  #print(run: string): void {
    if (this.#column === this.#line.length) {
      this.#line += run;
      this.#column += run.length;
      return;
    }
    const head = this.#line.slice(0, this.#column).padEnd(this.#column);
    this.#line = head + run + this.#line.slice(this.#column + run.length);
    this.#column += run.length;
  }

  #step(character: string): void {
    switch (this.#state) {
      case 'text':
        this.#control(character);
        break;
      case 'escape':
        this.#escape(character);
        break;
      case 'charset':
        this.#state = 'text';
        break;
      case 'control':
        this.#sequence(character);
        break;
      case 'string':
        if (character === '\u0007') this.#state = 'text';
        else if (character === '\u001b') this.#state = 'stringEscape';
        break;
      case 'stringEscape':
        this.#state = character === '\\' ? 'text' : 'string';
        break;
    }
  }

  #control(character: string): void {
    if (character === '\r') this.#moveTo(0);
    else if (character === '\n') this.#endLine();
    else if (character === '\b') this.#moveTo(this.#column - 1);
    else if (character === '\t') this.#moveTo((Math.floor(this.#column / 8) + 1) * 8);
    else if (character === '\u001b') this.#state = 'escape';
  }

  #escape(character: string): void {
    this.#parameters = '';
    if (character === '[') this.#state = 'control';
    else if (']PX^_'.includes(character)) this.#state = 'string';
    else if ('()*+-./#%'.includes(character)) this.#state = 'charset';
    else {
      this.#state = 'text';
      if (character < ' ') this.#control(character);
    }
  }

  #sequence(character: string): void {
    if (character < ' ') {
      // A terminal obeys a control inside a sequence; an escape starts a new one.
      if (character === '\u001b') this.#state = 'escape';
      else this.#control(character);
    } else if (character < '@') {
      if (this.#parameters.length < 32) this.#parameters += character;
    } else {
      this.#state = 'text';
      this.#obey(character, this.#parameters.split(';').map(toCount));
    }
  }

  #obey(command: string, numbers: readonly number[]): void {
    const [first = 0, second = 0] = numbers;
    const count = first || 1;
    if (command === 'C') this.#moveTo(this.#column + count);
    else if (command === 'D') this.#moveTo(this.#column - count);
    else if (command === 'G') this.#moveTo(count - 1);
    else if (command === 'K' || (command === 'J' && first < 2)) this.#erase(first);
    else if (command === 'H' || command === 'f' || command === 'J') {
      if (this.#line.trim() !== '') this.#endLine();
      if (command !== 'J') this.#moveTo((second || 1) - 1);
    }
  }

  #moveTo(column: number): void {
    this.#column = Math.min(Math.max(column, this.#margin), Math.max(widestColumn, this.#line.length));
  }

  #erase(part: number): void {
    const { length } = this.#line;
    if (part === 0) this.#line = this.#line.slice(0, this.#column);
    else {
      const end = part === 1 ? Math.min(this.#column + 1, length) : length;
      const kept = this.#line.slice(0, this.#margin);
      this.#line = kept.padEnd(end) + this.#line.slice(end);
    }
  }

  #endLine(): void {
    this.#finished.push(this.#line);
    this.#line = '';
    this.#column = 0;
    this.#margin = 0;
  }
}

/** A parameter of a control sequence; 0 where it is left out or not a number. */
function toCount(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}
