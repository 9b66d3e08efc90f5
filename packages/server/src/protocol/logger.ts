import { redactText } from '@field/core/privacy';

/** One line of the server's log. Holds no secret, no name and no free text of a request. */
export interface LogEntry {
  readonly event: 'request' | 'failure' | 'backend' | 'connectionsCut' | 'listening' | 'closing' | 'closed';
  readonly at: string;
  readonly [fact: string]: string | number | boolean | readonly string[] | null;
}

/** Where the server's log goes. */
export interface Logger {
  info(entry: LogEntry): void;
  error(entry: LogEntry): void;
}

export const silentLogger: Logger = { info() {}, error() {} };

/** One JSON line an entry, on standard output and standard error. */
export const consoleLogger: Logger = {
  info: (entry) => console.log(formatEntry(entry)),
  error: (entry) => console.error(formatEntry(entry)),
};

/** An entry as a line. Entries hold no secret and no person; should one slip in, it is masked here. */
export function formatEntry(entry: LogEntry): string {
  return JSON.stringify(entry, (_key, value: unknown) =>
    typeof value === 'string' ? redactText(value) : value,
  );
}

/** What is told of a fault nobody foresaw: its kind and where it arose. Its message may quote data, so it stays out. */
export function describeFault(fault: unknown): { fault: string; frames: readonly string[] } {
  if (!(fault instanceof Error)) return { fault: typeof fault, frames: [] };
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : '';
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: `${fault.name}${code}`, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
