/**
 * How much of the processor this process used between two turns of its event loop, in milliseconds: what would delay others if it had
 * the processor for itself. Looked at every five milliseconds.
 */
export function watchOwnWork(): { stop(): { readonly p99: number; readonly most: number } } {
  const milliseconds: number[] = [];
  let before = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    milliseconds.push((user + system) / 1_000);
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      milliseconds.sort((a, b) => a - b);
      return {
        p99: milliseconds[Math.floor(milliseconds.length * 0.99)] ?? 0,
        most: milliseconds.at(-1) ?? 0,
      };
    },
  };
}
