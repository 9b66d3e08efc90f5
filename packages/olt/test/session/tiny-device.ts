import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { oltError } from '../../src/contract/errors.ts';
import type { Transport } from '../../src/contract/transport.ts';

/** What a device does with one command instead of carrying it out and showing its prompt. */
export type Fault =
  | { readonly kind: 'refuse'; readonly text: string }
  /** Hangs up, before or after the command took effect. */
  | { readonly kind: 'cut' | 'cut after' }
  /** Says nothing any more, before or after the command took effect. */
  | { readonly kind: 'silent' | 'silent after' }
  /** Works until it is interrupted, then shows its prompt. */
  | { readonly kind: 'endless' }
  /** Asks something nobody knows; the command takes effect only when it is answered. */
  | { readonly kind: 'ask'; readonly question: string }
  /** Shows its prompt without a word, before or after the command took effect. */
  | { readonly kind: 'mute' | 'mute after' };

/** A device that holds things: `add x`, `remove x`, `display items`. Its state outlives its sessions. */
export class TinyDevice {
  readonly items = new Set<string>();
  /** Every command that reached it, over all sessions. */
  readonly received: string[] = [];
  readonly faults = new Map<string, Fault>();
  sessions = 0;
  /** Sessions it has left to give. */
  sessionsLeft = Infinity;
}

/** One terminal of a device: takes what was typed, gives what is printed. */
export class TinyTerminal {
  readonly #device: TinyDevice;
  readonly #print: (text: string) => void;
  readonly #hangUp: () => void;
  #mode: 'user' | 'login' | 'password' | 'privilege' | 'config' | 'logout' | 'asking' | 'silent';
  /** Where it was before a command that goes on. */
  #interrupted: (() => void) | null = null;
  #typed = '';

  constructor(device: TinyDevice, wire: { print(text: string): void; hangUp(): void }, login = false) {
    this.#device = device;
    this.#print = (text) => wire.print(text.replaceAll('\n', '\r\n'));
    this.#hangUp = () => wire.hangUp();
    this.#mode = login ? 'login' : 'user';
    device.sessions += 1;
    if (login) this.#print('\n\n>>User name:');
    else this.#print('\n  Huawei Integrated Access Software (MA5800).\n\nOLT01>');
  }

  type(text: string): void {
    for (const key of text) {
      if (key === '\x03') this.#interrupted?.();
      else if (key !== '\r') this.#typed += key;
      else {
        const line = this.#typed;
        this.#typed = '';
        this.#enter(line);
      }
    }
  }

  #enter(line: string): void {
    if (this.#mode === 'silent') return;
    this.#print(this.#mode === 'password' ? '\n' : `${line}\n`);
    if (this.#mode === 'login') this.#ask('password', '>>User password:');
    else if (this.#mode === 'password') this.#ask('user', '\n  Welcome\n\nOLT01>');
    else if (this.#mode === 'asking') this.#print('  Cancelled\n\nOLT01(config)#');
    else if (this.#mode === 'logout') this.#leave(line);
    else this.#command(line);
  }

  #ask(mode: 'password' | 'user', text: string): void {
    this.#mode = mode;
    this.#print(text);
  }

  #leave(answer: string): void {
    if (answer !== 'y') this.#ask('user', '\nOLT01>');
    else {
      this.#print('\n  Configuration console exit, please retry to log on\n');
      this.#hangUp();
    }
  }

  #command(line: string): void {
    this.#device.received.push(line);
    const fault = this.#device.faults.get(line);
    const said = !fault || fault.kind.endsWith('after') ? this.#obey(line) : '';
    if (!fault) this.#prompt(said);
    else if (fault.kind === 'refuse') this.#prompt(`  ${fault.text}\n`);
    else if (fault.kind === 'mute' || fault.kind === 'mute after') this.#prompt('');
    else if (fault.kind === 'ask') {
      this.#mode = 'asking';
      this.#print(`  ${fault.question} (y/n)[n]:`);
    } else if (fault.kind === 'cut' || fault.kind === 'cut after') {
      this.#print(said.slice(0, 3));
      this.#hangUp();
    } else {
      const before = this.#mode;
      this.#mode = 'silent';
      if (fault.kind !== 'endless') return;
      this.#print(said);
      this.#interrupted = () => {
        this.#mode = before;
        this.#interrupted = null;
        this.#prompt('^C\n');
      };
    }
  }

  #obey(line: string): string {
    const [verb, item = ''] = line.split(' ');
    if (verb === 'add') this.#device.items.add(item);
    else if (verb === 'remove') this.#device.items.delete(item);
    else if (line === 'display items')
      return `${[...this.#device.items].map((one) => `  item ${one}\n`).join('')}`;
    else if (line === 'enable') this.#mode = 'privilege';
    else if (line === 'config') this.#mode = 'config';
    else if (line === 'disable') this.#mode = 'user';
    else if (line === 'quit' && this.#mode === 'config') this.#mode = 'privilege';
    else if (line === 'quit') this.#mode = 'logout';
    else return "  % Unknown command, the error locates at '^'\n";
    return verb === 'add' || verb === 'remove' ? '  success: 1\n' : '';
  }

  #prompt(said: string): void {
    const tails = { privilege: '#', config: '(config)#', user: '>' };
    const { [this.#mode as keyof typeof tails]: tail } = tails;
    this.#print(this.#mode === 'logout' ? '  Are you sure to log out? (y/n)[n]:' : `${said}\nOLT01${tail}`);
  }
}

/** A terminal of the device in this process. */
export function openTinyTransport(
  device: TinyDevice,
  chunk = 65_536,
): Transport & { readonly closed: boolean } {
  let waiting = '';
  let over = false;
  let wake = () => {};
  let terminal: TinyTerminal | null = null;
  return {
    kind: 'replay',
    banner: '',
    authenticated: true,
    get closed() {
      return over && waiting === '';
    },
    async open() {
      if (device.sessionsLeft <= 0) throw oltError('olt.unreachable', { target: 'tiny', reason: 'gone' });
      device.sessionsLeft -= 1;
      terminal = new TinyTerminal(device, {
        print(text) {
          waiting += text;
          wake();
        },
        hangUp() {
          over = true;
          wake();
        },
      });
    },
    async write(text) {
      if (over) throw oltError('olt.session_closed', { doing: 'writing' });
      terminal?.type(text);
    },
    async read(signal) {
      while (waiting === '' && !over && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal?.addEventListener('abort', wake);
        });
        signal?.removeEventListener('abort', wake);
      }
      if (signal?.aborted) throw oltError('olt.aborted', { doing: 'reading' });
      if (waiting === '') throw oltError('olt.session_closed', { doing: 'reading' });
      const text = waiting.slice(0, chunk);
      waiting = waiting.slice(text.length);
      return text;
    },
    async close() {
      over = true;
      waiting = '';
      wake();
    },
  };
}

/** Terminals of the device on a TCP port of loopback, with a login dialogue. */
export async function listenTiny(
  device: TinyDevice,
): Promise<{ readonly port: number; readonly sockets: ReadonlySet<Socket>; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const wire = { print: (text: string) => socket.write(text), hangUp: () => socket.end() };
    const terminal = new TinyTerminal(device, wire, true);
    socket.setEncoding('utf8').on('data', (text: string) => terminal.type(text.replaceAll(/\0/g, '')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw oltError('olt.unreachable', { target: 'tiny', reason: 'no port' });
  return {
    port: address.port,
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
