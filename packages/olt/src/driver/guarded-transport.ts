import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { Transport, WritePurpose } from '../contract/transport.ts';

/** A transport through which only reads pass, but for the time of {@link GuardedTransport.openForWrites}. */
export interface GuardedTransport extends Transport {
  /** Lets every command pass until the returned function is called. */
  openForWrites(): () => void;
}

// Short enough to answer a question, too short to be a command.
const harmlessAnswer = /^(?:y|n|yes|no|q| |\x03|)$/i;

/**
 * Puts a gate where bytes leave the process: while it is shut, a command goes out only when one of the platform's
 * `readOnlyCommands` matches the whole of it, and an answer only when it is a yes, a no, a page key or one that the platform
 * lists. What goes out as a login is one of `logins` (user and passwords) or a listed answer. Whatever a vendor's code does, a write
 * cannot pass a shut gate: it rejects with `olt.read_only`.
 */
export function guardTransport(
  transport: Transport,
  platform: CliPlatform,
  logins: readonly string[],
): GuardedTransport {
  const replies = new Set(
    [platform.questions, platform.login.questions, platform.logout.questions]
      .flat()
      .map((question) => question.reply)
      .concat(platform.pagers.map((pager) => pager.reply)),
  );
  if (platform.completion) replies.add(platform.completion.abort);
  let open = 0;

  const check = (text: string, purpose: WritePurpose) => {
    if (open > 0) return;
    const line = text.endsWith(platform.lineEnd) ? text.slice(0, -1) : text;
    const passes =
      purpose === 'command'
        ? !hasControl(line) && platform.readOnlyCommands.some((pattern) => matchesWhole(pattern, line))
        : harmlessAnswer.test(line) || replies.has(line) || replies.has(text);
    if (passes || (purpose === 'login' && logins.includes(line))) return;
    throw oltError('olt.read_only', { command: purpose === 'command' ? line.slice(0, 200) : '***' });
  };

  return {
    get kind() {
      return transport.kind;
    },
    get banner() {
      return transport.banner;
    },
    get authenticated() {
      return transport.authenticated;
    },
    open: (signal) => transport.open(signal),
    read: (signal) => transport.read(signal),
    close: () => transport.close(),
    async write(text, purpose) {
      check(text, purpose);
      await transport.write(text, purpose);
    },
    openForWrites() {
      open += 1;
      let shut = false;
      return () => {
        if (!shut) open -= 1;
        shut = true;
      };
    },
  };
}

function matchesWhole(pattern: RegExp, line: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(line);
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 0x20 || text.charCodeAt(index) === 0x7f) return true;
  }
  return false;
}
