import type { TerminalIo } from '../../../contract/vendor-simulator.ts';
import type { Dialect } from './dialect.ts';

export const usualPageLength = 24;

/** Eight times, whatever the mark's length: what comes next is glued to it. */
const wipe = '\b \b'.repeat(8);
/** Rows that leave in one piece. */
const pieceLength = 4_096;

/** The rows of a reply on their way out, a page at a time. */
export class Pages {
  readonly #io: TerminalIo;
  readonly #dialect: Dialect;
  /** Rows a page; 0 for no paging. */
  length = usualPageLength;

  constructor(io: TerminalIo, dialect: Dialect) {
    this.#io = io;
    this.#dialect = dialect;
  }

  async print(lines: readonly string[]): Promise<void> {
    const length = this.#dialect.obeysLength ? this.length : usualPageLength;
    let piece = '';
    let rows = 0;
    for (const row of lines.flatMap((line) => breakLine(line, this.#dialect.wrapAt))) {
      if (length > 0 && rows === length - 1) {
        this.#io.write(piece + this.#dialect.pagerMark);
        const key = await this.#io.readKey();
        piece = wipe;
        if (key === null || key === 'q' || key === 'Q' || key === '\x03') break;
        // Enter shows one more row, any other key a page.
        rows = key === '\r' || key === '\n' ? length - 2 : 0;
      }
      piece += `${row}\r\n`;
      rows += 1;
      if (piece.length < pieceLength) continue;
      this.#io.write(piece);
      piece = '';
      await this.#io.flush();
    }
    this.#io.write(piece);
    await this.#io.flush();
  }
}

/** A line as the rows of a terminal of so many columns. */
export function breakLine(line: string, columns: number | null): readonly string[] {
  if (columns === null || line.length <= columns) return [line];
  const rows: string[] = [];
  for (let at = 0; at < line.length; at += columns) rows.push(line.slice(at, at + columns));
  return rows;
}
