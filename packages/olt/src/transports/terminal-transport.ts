import type { Writable } from 'node:stream';
import { oltError } from '../contract/errors.ts';
import type { Doing } from '../contract/phrases.ts';
import type { Transport } from '../contract/transport.ts';
import type { ChunkQueue } from './chunk-queue.ts';
import { encodeText, type TerminalEncoding } from './terminal.ts';
import { writeBytes } from './write-bytes.ts';

/** Longest wait for connection, authentication and terminal together, unless told. */
const defaultConnectTimeoutMs = 15_000;

/** An open terminal, whatever carries it. */
export interface TerminalConnection {
  readonly input: Writable;
  readonly output: ChunkQueue;
  end(): Promise<void>;
}

export interface TerminalProtocol {
  readonly kind: Transport['kind'];
  /** `host:port`, as errors name it. */
  readonly target: string;
  readonly encoding: TerminalEncoding;
  readonly connectTimeoutMs: number | undefined;
  /** Read by the caller at any time; filled while connecting. */
  readonly facts: { readonly authenticated: boolean; readonly banner: string };
  /**
   * Connects. `signal` fires with the `FieldError` to throw as its reason. `reached` is told once the device has answered, and
   * what is waited for then: from there on, silence is `olt.timeout` and no longer `olt.unreachable`.
   */
  connect(signal: AbortSignal, reached: (waitingFor: Doing) => void): Promise<TerminalConnection>;
}

/** What every terminal transport has in common: one opening under one deadline, one end, errors with a code. */
export function createTerminalTransport(protocol: TerminalProtocol): Transport {
  const { target, encoding, facts } = protocol;
  const closing = new AbortController();
  let opening: Promise<TerminalConnection> | null = null;
  let connection: TerminalConnection | null = null;

  async function connect(signal: AbortSignal | undefined): Promise<TerminalConnection> {
    const controller = new AbortController();
    const abort = () => controller.abort(oltError('olt.aborted', { target, doing: 'connecting' }));
    const sources = [closing.signal, ...(signal ? [signal] : [])];
    for (const source of sources) source.addEventListener('abort', abort, { once: true });
    if (sources.some((source) => source.aborted)) abort();
    let waitingFor: Doing | null = null;
    const late = () =>
      waitingFor === null
        ? oltError('olt.unreachable', { target, reason: 'no answer in time' })
        : oltError('olt.timeout', { target, doing: waitingFor });
    const timer = setTimeout(
      () => controller.abort(late()),
      protocol.connectTimeoutMs ?? defaultConnectTimeoutMs,
    );
    try {
      controller.signal.throwIfAborted();
      const open = await protocol.connect(controller.signal, (step) => {
        waitingFor = step;
      });
      if (controller.signal.aborted) await open.end();
      controller.signal.throwIfAborted();
      return open;
    } finally {
      clearTimeout(timer);
      for (const source of sources) source.removeEventListener('abort', abort);
    }
  }

  const current = (doing: Doing): TerminalConnection => {
    if (!connection) throw oltError('olt.session_closed', { target, doing });
    return connection;
  };

  return {
    kind: protocol.kind,
    get authenticated() {
      return facts.authenticated;
    },
    get banner() {
      return facts.banner;
    },

    async open(signal) {
      if (opening !== null)
        throw oltError('olt.session_closed', { target, doing: 'connecting a second time' });
      opening = connect(signal);
      connection = await opening;
    },

    async write(text) {
      await writeBytes(current('writing').input, encodeText(text, encoding), target);
    },

    async read(signal) {
      return current('reading').output.take(signal);
    },

    async close() {
      closing.abort();
      const open = await opening?.catch(() => null);
      open?.output.end();
      await open?.end();
    },
  };
}
