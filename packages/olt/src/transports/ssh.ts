import type { Socket } from 'node:net';
import { isFieldError, ValidationError } from '@field/core';
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { oltError } from '../contract/errors.ts';
import type { Doing } from '../contract/phrases.ts';
import type { Transport } from '../contract/transport.ts';
import { createChunkQueue } from './chunk-queue.ts';
import { closeSocket } from './close-socket.ts';
import { connectSocket, formatAddress } from './connect-socket.ts';
import { type HostKeyCheck, type HostKeyPolicy, prepareHostKeyCheck } from './host-keys.ts';
import { sshAlgorithms } from './ssh-algorithms.ts';
import { createSshAuthentication, type SshCredentials } from './ssh-authentication.ts';
import { sshOpenFailure } from './ssh-failure.ts';
import {
  defaultTerminalWindow,
  type TerminalEncoding,
  type TerminalWindow,
  terminalType,
} from './terminal.ts';
import { createTerminalTransport } from './terminal-transport.ts';

export type { HostKeyPolicy, SshCredentials };

/** A device reached by SSH. */
export interface SshTarget extends SshCredentials {
  readonly host: string;
  /** 22 unless told. */
  readonly port?: number;
  readonly hostKeys: HostKeyPolicy;
  /** Also offers SHA-1 key exchanges and signatures, CBC ciphers and HMAC-SHA1, which old firmware needs. */
  readonly legacyAlgorithms?: boolean;
  /** `utf8` unless told; bytes that are no UTF-8 become U+FFFD. */
  readonly encoding?: TerminalEncoding;
  readonly window?: TerminalWindow;
  /** For connection, host key, authentication and terminal together; 15,000 unless told. */
  readonly connectTimeoutMs?: number;
}

/** Longest text kept from before the terminal opened. */
const longestBanner = 65_536;

/** How long a server may take to answer the end of a connection that was never used. */
const refusedPatienceMs = 200;

/**
 * A terminal over SSH. It sends no SSH keepalive requests: old servers hang on them.
 *
 * @throws ValidationError when the private key cannot be read, or not with this passphrase
 */
export function createSshTransport(options: SshTarget): Transport {
  const { host, port = 22, encoding = 'utf8' } = options;
  const target = formatAddress({ host, port });
  checkPrivateKey(options);
  const facts = { authenticated: false, banner: '' };
  return createTerminalTransport({
    kind: 'ssh',
    target,
    encoding,
    connectTimeoutMs: options.connectTimeoutMs,
    facts,

    async connect(signal, reached) {
      const hostKeys = await prepareHostKeyCheck(options.hostKeys, { host, port });
      const socket = await connectSocket({ host, port }, signal);
      reached('waiting for the SSH handshake');
      const client = new ssh2.Client();
      let broken: unknown;
      // Stays for the connection's whole life: the library reports one failure more than once.
      client.on('error', (error) => {
        broken ??= error;
      });
      const shell: ShellRequest = { options, target, facts, hostKeys, client, socket, signal, reached };
      const channel = await openShell(shell).catch(async (error: unknown) => {
        client.end();
        if (signal.aborted) socket.destroy();
        else await closeSocket(socket, refusedPatienceMs);
        throw error;
      });
      const output = createChunkQueue({
        target,
        source: {
          pause: () => [channel.pause(), channel.stderr.pause()],
          resume: () => [channel.resume(), channel.stderr.resume()],
        },
      });
      for (const stream of [channel, channel.stderr])
        stream.setEncoding(encoding).on('data', (chunk: string) => output.push(chunk));
      channel.once('end', () => output.end(broken));
      // The library takes writes on a connection that is gone and drops them; an ended channel refuses them.
      client.once('close', () => channel.end());
      return {
        input: channel,
        output,
        async end() {
          channel.close();
          client.end();
          await closeSocket(socket);
        },
      };
    },
  });
}

interface ShellRequest {
  readonly options: SshTarget;
  readonly target: string;
  readonly facts: { authenticated: boolean; banner: string };
  readonly hostKeys: HostKeyCheck;
  readonly client: Client;
  readonly socket: Socket;
  readonly signal: AbortSignal;
  readonly reached: (waitingFor: Doing) => void;
}

function openShell(request: ShellRequest): Promise<ClientChannel> {
  const { options, target, facts, hostKeys, client, socket, signal, reached } = request;
  return new Promise((resolve, reject) => {
    let remembered = Promise.resolve();
    const authentication = createSshAuthentication(options, reject);
    const fail = (cause: unknown) =>
      reject(isFieldError(cause) ? cause : sshOpenFailure(cause, target, authentication.passwordSent));
    const note = (text: string) => {
      facts.banner = (facts.banner + text).slice(0, longestBanner);
    };
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    client
      .on('greeting', note)
      .on('banner', note)
      .once('handshake', () => {
        reached('waiting for the SSH authentication');
        remembered = hostKeys.remember();
        remembered.catch(reject);
      })
      .once('change password', (prompt) => reject(oltError('olt.unknown_question', { question: prompt })))
      .once('error', fail)
      .once('close', () => fail(undefined))
      .once('ready', () => {
        facts.authenticated = authentication.method !== 'none';
        reached('opening the terminal');
        const { columns, rows } = options.window ?? defaultTerminalWindow;
        client.shell({ term: terminalType, cols: columns, rows, width: 0, height: 0 }, (error, channel) => {
          if (error) fail(error);
          else resolve(channel);
        });
      })
      .connect({
        sock: socket,
        username: options.username,
        readyTimeout: 0,
        keepaliveInterval: 0,
        algorithms: sshAlgorithms(options.legacyAlgorithms ?? false, hostKeys.knownTypes),
        hostVerifier: (key: Buffer) => {
          const refusal = hostKeys.verify(key);
          if (refusal) reject(refusal);
          return refusal === null;
        },
        authHandler: (offered, _partial, next) => {
          // No password leaves before a host trusted on first use is written down.
          const proceed = () => {
            const method = authentication.next(offered);
            if (method) next(method);
            else fail(Object.assign(new Error('no method is left'), { level: 'client-authentication' }));
          };
          remembered.then(proceed, reject);
        },
      });
  });
}

function checkPrivateKey({ privateKey }: SshCredentials): void {
  if (privateKey === undefined) return;
  const key = ssh2.utils.parseKey(privateKey.key, privateKey.passphrase);
  if (key instanceof Error || !key.isPrivateKey()) {
    const aboutPassphrase = /passphrase|integrity|decrypt/i.test(String(key));
    const path = ['privateKey', aboutPassphrase ? 'passphrase' : 'key'];
    throw new ValidationError([{ path, code: 'invalid', params: {} }]);
  }
}
