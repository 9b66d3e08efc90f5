import { type TelnetVerb, telnet } from './telnet-decoder.ts';
import { type TerminalWindow, terminalType } from './terminal.ts';

/** Options this side knows: RFC 857, RFC 858, RFC 1091, RFC 1073. */
const ECHO = 1;
const SUPPRESS_GO_AHEAD = 3;
const TERMINAL_TYPE = 24;
const WINDOW_SIZE = 31;

const TERMINAL_TYPE_IS = 0;
const TERMINAL_TYPE_SEND = 1;

const acceptedFromPeer: ReadonlySet<number> = new Set([ECHO, SUPPRESS_GO_AHEAD]);
const offeredByUs: ReadonlySet<number> = new Set([SUPPRESS_GO_AHEAD, TERMINAL_TYPE, WINDOW_SIZE]);

/** How often one option is refused in words; a peer that goes on asking is met with silence, so that no loop can start. */
const mostRefusals = 8;

/** This side of the option negotiation of one connection. */
export interface TelnetOptions {
  /** Answers a request; null when nothing is to be said. */
  negotiate(verb: TelnetVerb, option: number): Buffer | null;
  /** Answers a subnegotiation; null when nothing is to be said. */
  subnegotiate(option: number, data: Uint8Array): Buffer | null;
}

/** `IAC SB option data IAC SE`, each 0xFF in the data doubled (RFC 855). */
function subnegotiation(option: number, data: readonly number[]): number[] {
  const escaped = data.flatMap((byte) => (byte === telnet.IAC ? [byte, byte] : [byte]));
  return [telnet.IAC, telnet.SB, option, ...escaped, telnet.IAC, telnet.SE];
}

/**
 * Negotiates by the states of RFC 1143. This side never asks, so of its six states per option and direction only `no` and `yes`
 * remain: a request that changes the state is answered once, one that does not is not answered. Accepted are ECHO and
 * SUPPRESS-GO-AHEAD from the peer; offered when asked are SUPPRESS-GO-AHEAD, TERMINAL-TYPE and the window size. All else is refused.
 */
export function createTelnetOptions(window: TerminalWindow): TelnetOptions {
  const onAtPeer = new Set<number>();
  const onAtUs = new Set<number>();
  const refusals = new Map<string, number>();

  const windowSize = () => {
    const { columns, rows } = window;
    return subnegotiation(WINDOW_SIZE, [columns >> 8, columns & 0xff, rows >> 8, rows & 0xff]);
  };

  function change(
    wanted: boolean,
    option: number,
    on: Set<number>,
    known: ReadonlySet<number>,
    [yes, no]: readonly [TelnetVerb, TelnetVerb],
  ): number[] | null {
    if (wanted && on.has(option)) return null;
    if (wanted && known.has(option)) {
      on.add(option);
      return [telnet.IAC, yes, option];
    }
    if (!wanted && !on.delete(option)) return null;
    if (wanted) {
      const key = `${no} ${option}`;
      const count = (refusals.get(key) ?? 0) + 1;
      refusals.set(key, count);
      if (count > mostRefusals) return null;
    }
    return [telnet.IAC, no, option];
  }

  return {
    negotiate(verb, option) {
      if (verb === telnet.WILL || verb === telnet.WONT) {
        const reply = change(verb === telnet.WILL, option, onAtPeer, acceptedFromPeer, [
          telnet.DO,
          telnet.DONT,
        ]);
        return reply && Buffer.from(reply);
      }
      const reply = change(verb === telnet.DO, option, onAtUs, offeredByUs, [telnet.WILL, telnet.WONT]);
      if (!reply) return null;
      return Buffer.from(
        reply[1] === telnet.WILL && option === WINDOW_SIZE ? [...reply, ...windowSize()] : reply,
      );
    },

    subnegotiate(option, data) {
      const asked = option === TERMINAL_TYPE && data.length === 1 && data[0] === TERMINAL_TYPE_SEND;
      if (!asked || !onAtUs.has(TERMINAL_TYPE)) return null;
      return Buffer.from(
        subnegotiation(TERMINAL_TYPE, [TERMINAL_TYPE_IS, ...Buffer.from(terminalType.toUpperCase())]),
      );
    },
  };
}
