import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import ssh2, {
  type Algorithms,
  type AuthContext,
  type Connection,
  type PseudoTtyInfo,
  type ServerChannel,
} from 'ssh2';
import { fingerprintOf } from '../../src/transports/host-keys.ts';

/** What a scripted SSH server does; what is left out it does as a polite one would. */
export interface SshServerScript {
  readonly algorithms?: Algorithms;
  readonly banner?: string;
  readonly hostKey?: string;
  /** Decides on one authentication request; the user gets in with any method unless told. */
  authenticate?(context: AuthContext, connection: Connection): void;
  /** Meets a client before it authenticates. */
  connected?(connection: Connection): void;
  /** Plays the terminal. */
  shell?(terminal: ServerChannel): void;
  /** Refuses what a terminal needs. */
  readonly refuses?: 'session' | 'shell';
}

/** An SSH server that can do what OpenSSH's would not. */
export interface SshServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly fingerprint: string;
  /** Methods the clients tried, in order. */
  readonly tried: string[];
  /** Global requests the clients sent (a keepalive is one). */
  readonly requests: string[];
  /** Terminals the clients asked for. */
  readonly terminals: PseudoTtyInfo[];
  stop(): Promise<void>;
}

/** An RSA host key, which old and new algorithms can both sign with. */
export const rsaHostKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string;

export async function startSshServer(script: SshServerScript = {}): Promise<SshServer> {
  const tried: string[] = [];
  const requests: string[] = [];
  const terminals: PseudoTtyInfo[] = [];
  const connections = new Set<Connection>();
  const hostKey = script.hostKey ?? rsaHostKey;
  const server = new ssh2.Server(
    {
      hostKeys: [hostKey],
      ...(script.algorithms && { algorithms: script.algorithms }),
      ...(script.banner !== undefined && { banner: script.banner }),
    },
    (connection) => {
      connections.add(connection);
      connection.on('error', () => undefined).on('close', () => connections.delete(connection));
      script.connected?.(connection);
      connection.on('request', (_accept, reject, name) => {
        requests.push(name);
        reject?.();
      });
      connection.on('authentication', (context) => {
        tried.push(context.method);
        if (script.authenticate) script.authenticate(context, connection);
        else context.accept();
      });
      connection.on('session', (accept, reject) => {
        if (script.refuses === 'session') {
          reject();
          return;
        }
        const session = accept();
        session.on('pty', (acceptTerminal, _rejectTerminal, info) => {
          terminals.push(info);
          acceptTerminal();
        });
        session.on('shell', (acceptShell, rejectShell) => {
          if (script.refuses === 'shell') {
            rejectShell();
            return;
          }
          const terminal = acceptShell();
          script.shell?.(terminal);
        });
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  return {
    host: '127.0.0.1',
    port: address.port,
    fingerprint: fingerprintOf(parsed.getPublicSSH()),
    tried,
    requests,
    terminals,
    async stop() {
      for (const connection of connections) connection.end();
      server.close();
      await once(server, 'close');
    },
  };
}
