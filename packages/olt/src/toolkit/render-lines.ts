/** What one control sequence does to the cursor; null for those that only colour. */
const sequence = /^\u001b\[(\d{0,4})(?:;\d{0,4}){0,4}([A-Za-z])/;

/**
 * What a terminal would show of captured text, line by line: carriage returns, backspaces and cursor moves inside a line take
 * effect, so that a wiped pager mark leaves no trace. Moves between lines are left out.
 */
export function renderLines(captured: string): string[] {
  return captured
    .split('\n')
    .map((line) => (/[\u0000-\u001f]/.test(line) ? renderLine(line) : line.trimEnd()));
}

function renderLine(line: string): string {
  const cells: string[] = [];
  let column = 0;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string;
    const move = char === '\u001b' ? sequence.exec(line.slice(at, at + 32)) : null;
    if (move) {
      const count = Math.max(1, Number(move[1] || 1));
      if (move[2] === 'D') column = Math.max(0, column - count);
      else if (move[2] === 'C') column += count;
      else if (move[2] === 'G') column = count - 1;
      else if (move[2] === 'K') cells.length = move[1] === '2' ? 0 : Math.min(cells.length, column);
      at += move[0].length - 1;
    } else if (char === '\r') column = 0;
    else if (char === '\b') column = Math.max(0, column - 1);
    else if (char === '\t') column += 8 - (column % 8);
    else if (char >= ' ') cells[column++] = char;
  }
  return Array.from(cells, (cell) => cell ?? ' ')
    .join('')
    .trimEnd();
}
