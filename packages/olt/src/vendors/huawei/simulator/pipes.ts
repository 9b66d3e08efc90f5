/** Takes `| no-more` and `| include word` off a typed line. */
export function splitPipes(line: string): { command: string; pipes: readonly string[] } {
  const [command = '', ...pipes] = line.split(/\|(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  return { command, pipes: pipes.map((pipe) => pipe.trim()) };
}

/** A reply after its pipes; `paged` is false once `no-more` was asked. */
export function applyPipes(
  reply: readonly string[],
  pipes: readonly string[],
): { lines: readonly string[]; paged: boolean } {
  let lines = reply;
  let paged = true;
  for (const pipe of pipes) {
    const [word = '', ...rest] = pipe.split(/\s+/);
    if (word === 'no-more') paged = false;
    else if (word === 'include') lines = lines.filter((line) => line.includes(rest.join(' ')));
    else if (word === 'exclude') lines = lines.filter((line) => !line.includes(rest.join(' ')));
  }
  return { lines, paged };
}
