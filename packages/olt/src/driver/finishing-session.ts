import type { CliRunOptions, CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';

/** How long a command may go on after its caller gave up, so that the session can be logged off; then the connection is cut. */
const graceMs = 5_000;

/**
 * A session in which giving up waits for the end of the command that is under way: no further command is sent, and the session
 * stays at a prompt, where it can log off. A session that is cut in the middle of a reply keeps its place on the OLT until the OLT
 * notices.
 * @param silenceMs the longest silence of the OLT, whatever a command asks for; only a command that waits for the end of some work
 * goes by its own
 */
export function finishCommands(cli: CliSession, silenceMs?: number): CliSession {
  return {
    get host() {
      return cli.host;
    },
    get mode() {
      return cli.mode;
    },
    get banner() {
      return cli.banner;
    },
    get usable() {
      return cli.usable;
    },
    async run(command, options = {}) {
      const { signal, ...rest } = options;
      const how: CliRunOptions =
        silenceMs === undefined || options.until !== undefined ? rest : { ...rest, silenceMs };
      if (!signal) return cli.run(command, how);
      if (signal.aborted) throw oltError('olt.aborted', { doing: 'waiting to send', commandSent: false });
      const late = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const giveUp = () => {
        timer = setTimeout(() => late.abort(), graceMs);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        return await cli.run(command, { ...how, signal: late.signal });
      } finally {
        signal.removeEventListener('abort', giveUp);
        clearTimeout(timer);
      }
    },
    close: () => cli.close(),
  };
}
