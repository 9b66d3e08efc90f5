import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:net';
import { ValidationError } from '@field/core';
import ssh2, { type AuthContext, type ParsedKey, type ServerChannel } from 'ssh2';
import type { Accounts } from './accounts.ts';
import { type Listening, listen, plainAddress, type TerminalProgram } from './listening.ts';
import { Terminal, type TerminalSettings } from './terminal.ts';

const { Server, utils } = ssh2;

/** OpenSSH's way to write a fingerprint. */
export function fingerprintOf(publicKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`;
}

/** Listens for SSH with a host key made for this start; password, keyboard-interactive and the given public keys get in. */
export async function startSshServer(options: {
  readonly host: string;
  readonly port: number;
  readonly accounts: Accounts;
  readonly authorizedKeys: readonly string[];
  readonly program: TerminalProgram;
  readonly terminal: TerminalSettings;
}): Promise<Listening & { readonly hostKeyFingerprint: string }> {
  const hostKey = newHostKey();
  const parsed = onlyKey(utils.parseKey(hostKey.public));
  const keys = options.authorizedKeys.map((text) => onlyKey(utils.parseKey(text)));
  const server = new Server(
    { hostKeys: [hostKey.private], banner: 'User Authentication\n' },
    (client, info) => {
      const from = plainAddress(info.ip);
      let user = '';
      client.on('authentication', (context) => {
        authenticate(context, { accounts: options.accounts, keys, from }, () => {
          user = context.username;
        });
      });
      client.on('session', (accept) => {
        const session = accept();
        session.on('pty', (acceptPty) => acceptPty?.());
        session.on('shell', (acceptShell) => {
          serve(acceptShell(), { user, from, program: options.program, settings: options.terminal }, () =>
            client.end(),
          );
        });
      });
      // A client that breaks off is gone; its channels hear 'close'.
      client.on('error', () => client.end());
    },
  );
  const sockets = createServer({ noDelay: true }, (socket) => server.injectSocket(socket));
  const listening = await listen(sockets, options.host, options.port);
  return { ...listening, hostKeyFingerprint: fingerprintOf(parsed.getPublicSSH()) };
}

/** `parseKey` gives an error, one key or a list. */
function onlyKey(parsed: ReturnType<typeof utils.parseKey>): ParsedKey {
  if (parsed instanceof Error)
    throw new ValidationError([{ path: ['authorizedKeys'], code: 'invalid', params: {} }]);
  return Array.isArray(parsed) ? (parsed[0] as ParsedKey) : parsed;
}

function authenticate(
  context: AuthContext,
  site: { accounts: Accounts; keys: readonly ParsedKey[]; from: string },
  accepted: () => void,
): void {
  const judge = (password: string) => {
    if (site.accounts.check(context.username, password, 'SSH', site.from) === 'accepted') {
      accepted();
      context.accept();
    } else {
      context.reject(['password', 'keyboard-interactive', 'publickey']);
    }
  };
  if (context.method === 'password') judge(context.password);
  else if (context.method === 'keyboard-interactive') {
    context.prompt([{ prompt: 'User password:', echo: false }], ([password]) => judge(password ?? ''));
  } else if (context.method === 'publickey') {
    const key = site.keys.find((known) => sameKey(known.getPublicSSH(), context.key.data));
    const signed =
      key && context.signature && context.blob
        ? key.verify(context.blob, context.signature, context.hashAlgo) === true
        : false;
    if (!key || !site.accounts.has(context.username)) context.reject();
    else if (!context.signature) context.accept();
    else if (signed) {
      accepted();
      context.accept();
    } else context.reject();
  } else {
    context.reject(['password', 'keyboard-interactive', 'publickey']);
  }
}

function sameKey(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The library drops a leading zero octet of the keys it makes, one time in some hundred; such a pair cannot be read again. */
function newHostKey(): { readonly public: string; readonly private: string } {
  for (;;) {
    const pair = utils.generateKeyPairSync('ed25519');
    const read = [utils.parseKey(pair.public), utils.parseKey(pair.private)];
    if (!read.some((key) => key instanceof Error)) return pair;
  }
}

function serve(
  channel: ServerChannel,
  site: { user: string; from: string; program: TerminalProgram; settings: TerminalSettings },
  ended: () => void,
): void {
  const decoder = new TextDecoder();
  const terminal = new Terminal(
    {
      access: 'SSH',
      remoteAddress: site.from,
      user: site.user,
      send: (text, sent) => channel.write(text, () => sent()),
      end: () => {
        channel.exit(0);
        channel.end();
      },
    },
    site.settings,
  );
  channel.on('data', (chunk: Buffer) => terminal.receive(decoder.decode(chunk, { stream: true })));
  channel.on('error', () => terminal.hangUp());
  channel.on('close', () => {
    terminal.hangUp();
    ended();
  });
  channel.stderr.on('error', () => terminal.hangUp());
  site.program(terminal);
}
