import type { TerminalIo } from '../../../contract/vendor-simulator.ts';

/** The device breaks rows at this column, whatever window the client tells (netmiko issue 1628). */
export const columns = 80;
export const usualPageLength = 23;

const mark = "---- More ( Press 'Q' to break ) ----";
const wipe = `\x1b[${mark.length}D${' '.repeat(mark.length)}\x1b[${mark.length}D`;
/** Held-back texts come between rows, one every so many. */
const rowsBetweenTexts = 3;
/** Rows that leave in one piece. */
const pieceLength = 4_096;

/** The rows of a reply on their way out: a page at a time, with the alarms that come in between. */
export class Pages {
  readonly #io: TerminalIo;
  readonly #held: string[] = [];
  /** Rows a page; null for no paging. */
  length: number | null = usualPageLength;
  #rows = 0;
  #rowsSinceText = 0;
  #broken = false;

  constructor(io: TerminalIo) {
    this.#io = io;
  }

  /** A new reply begins. */
  begin(): void {
    this.#rows = 0;
    this.#rowsSinceText = 0;
    this.#broken = false;
  }

  /** A text nobody asked for, to be printed between the rows to come. */
  hold(text: string): void {
    this.#held.push(text);
  }

  async print(lines: readonly string[]): Promise<void> {
    let piece = '';
    for (const line of lines) {
      if (this.length !== null && this.#rows >= this.length && !this.#broken) {
        this.#io.write(piece);
        piece = '';
        await this.#more();
      }
      if (this.#broken) return;
      piece += `${line}\r\n${this.#betweenRows()}`;
      this.#rows += Math.max(1, Math.ceil(line.length / columns));
      if (piece.length < pieceLength) continue;
      this.#io.write(piece);
      piece = '';
      await this.#io.flush();
    }
    this.#io.write(piece);
    await this.#io.flush();
  }

  async #more(): Promise<void> {
    this.#io.write(mark);
    const key = await this.#io.readKey();
    this.#io.write(wipe);
    this.#rows = 0;
    if (key === null || key === 'q' || key === 'Q' || key === '\x03') this.#broken = true;
    // Enter shows one more row, any other key a page.
    else if (key === '\r' || key === '\n') this.#rows = (this.length ?? 1) - 1;
  }

  #betweenRows(): string {
    this.#rowsSinceText += 1;
    if (this.#held.length === 0 || this.#rowsSinceText < rowsBetweenTexts) return '';
    this.#rowsSinceText = 0;
    return this.#held.shift() ?? '';
  }
}
