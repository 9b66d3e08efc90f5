import { redactText } from '@field/core/privacy';

/** One line of the server's log. Holds no secret, no name and no free text of a request. */
export interface LogEntry {
  readonly event:
    | 'request'
    | 'failure'
    | 'backend'
    | 'connectionsCut'
    | 'listening'
    | 'closing'
    | 'closed'
    | 'crash';
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
  const code = 'code' in fault && isName(fault.code) ? ` ${fault.code}` : '';
  const { name, message, stack = '' } = fault;
  // A message of several lines may quote one that looks like a frame.
  const below = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    fault: `${isName(name) ? name : 'Error'}${code}`,
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}

/** Names of errors and their codes are words of a program; what is longer, or has blanks in it, says something. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^\w{1,64}$/.test(value);
}
