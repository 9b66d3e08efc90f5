import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import ssh2, { type ConnectConfig } from 'ssh2';
import {
  type SimulatedOltHandle,
  type Simulator,
  type SimulatorOptions,
  serveTerminal,
} from '../../src/simulator/index.ts';

const patienceMs = 8_000;

/** Somebody at a keyboard: types, and waits for what appears. Knows no protocol of ours. */
export class Typist {
  /** All that ever appeared. */
  screen = '';
  #seen = 0;
  #ended = false;
  readonly #type: (text: string) => void;
  readonly #waiting = new Set<() => void>();

  constructor(type: (text: string) => void) {
    this.#type = type;
  }

  show(text: string): void {
    this.screen += text;
    for (const look of this.#waiting) look();
  }

  end(): void {
    this.#ended = true;
    for (const look of this.#waiting) look();
  }

  type(text: string): void {
    this.#type(text);
  }

  /** What appeared since the last wait, up to and with `mark`. Fails with the screen when the far end hangs up before. */
  until(mark: RegExp): Promise<string> {
    return this.#wait(() => {
      const fresh = this.screen.slice(this.#seen);
      const found = mark.exec(fresh);
      if (!found) return undefined;
      const text = fresh.slice(0, found.index + found[0].length);
      this.#seen += text.length;
      return text;
    }, `no ${mark}`);
  }

  /** Resolves with the rest of the screen once the far end has hung up. */
  hungUp(): Promise<string> {
    return this.#wait(() => (this.#ended ? this.screen.slice(this.#seen) : undefined), 'no hang-up');
  }

  /** Types a command with one Enter, and gives back the lines between its echo and the next prompt. */
  async run(command: string, prompt = /\r\n\r\n\S+[>#]$/): Promise<string[]> {
    const before = this.screen.length - (this.screen.lastIndexOf('\n') + 1);
    this.type(`${command}\r`);
    const text = await this.until(prompt);
    const echoRows = Math.max(1, Math.ceil((before + command.length) / 80));
    return text
      .replace(/\r\n\r\n[^\r\n]*$/, '')
      .split('\r\n')
      .slice(echoRows);
  }

  /** Fails with the screen when the far end hangs up first, or stays silent for so long that a test would never end. */
  #wait<T>(look: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(patience);
        this.#waiting.delete(attempt);
        then();
      };
      const fail = () =>
        settle(() => reject(new Error(`${what} in ${JSON.stringify(this.screen.slice(this.#seen))}`)));
      const attempt = () => {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
        else if (this.#ended) fail();
      };
      const patience = setTimeout(fail, patienceMs);
      this.#waiting.add(attempt);
      attempt();
    });
  }
}

/** Logs in over SSH with ssh2's own client and opens a terminal. */
export async function overSsh(
  { ssh, username, password }: Pick<Simulator, 'ssh' | 'username' | 'password'>,
  config: ConnectConfig = {},
): Promise<Typist> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on('error', reject);
    client.on('ready', () => {
      client.shell({ term: 'vt100', cols: 200, rows: 100 }, (error, channel) => {
        if (error) {
          reject(error);
          return;
        }
        const typist = new Typist((text) => channel.write(text));
        channel.setEncoding('utf8').on('data', (text: string) => typist.show(text));
        channel.on('close', () => {
          client.end();
          typist.end();
        });
        resolve(typist);
      });
    });
    client.connect({ ...ssh, username, password, ...config });
  });
}

/**
 * Opens a bare TCP connection to the Telnet port; negotiation bytes show as they are. With `negotiates` the client lets the
 * server echo in character mode and refuses all else, which a server may wait for.
 */
export function overTelnet({ telnet }: Pick<Simulator, 'telnet'>, { negotiates = false } = {}): Typist {
  const socket = connect(telnet);
  const typist = new Typist((text) => socket.write(text, 'latin1'));
  let answered = 0;
  socket.setEncoding('latin1').on('data', (text: string) => {
    typist.show(text);
    const offers = [...typist.screen.matchAll(/\xff([\xfb\xfd])([^\xff])/g)];
    for (const [, verb, option = ''] of negotiates ? offers.slice(answered) : []) {
      const answer = verb === '\xfd' ? '\xfc' : option <= '\x03' ? '\xfd' : '\xfe';
      socket.write(`\xff${answer}${option}`, 'latin1');
      answered += 1;
    }
  });
  socket.on('error', () => typist.end());
  socket.on('close', () => typist.end());
  return typist;
}

/** A terminal without a socket, on an OLT of its own that `prepare` may furnish before the first byte. */
export async function atConsole(
  options: SimulatorOptions = {},
  prepare?: (olt: SimulatedOltHandle) => void,
): Promise<{ typist: Typist; olt: SimulatedOltHandle }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const typist = new Typist((text) => input.write(text));
  output.setEncoding('utf8').on('data', (text: string) => typist.show(text));
  const olt = await new Promise<SimulatedOltHandle>((resolve, reject) => {
    serveTerminal(options, { input, output }, (prepared) => {
      prepare?.(prepared);
      resolve(prepared);
    })
      .catch(reject)
      .finally(() => typist.end());
  });
  return { typist, olt };
}

/** {@link atConsole}, walked to a mode, without paging and without the completion prompt. */
export async function atCommandLine(
  mode: 'privilege' | 'config' | 'interface' = 'config',
  options: SimulatorOptions = {},
  prepare?: (olt: SimulatedOltHandle) => void,
): Promise<{ typist: Typist; olt: SimulatedOltHandle }> {
  const console = await atConsole({ onus: 0, unauthorized: 0, ...options }, prepare);
  const { typist } = console;
  await typist.until(/change the password\.\r\n\r\n\S+>$/);
  const commands = ['enable', 'undo smart', 'scroll', 'config', 'interface gpon 0/1'];
  const last = { privilege: 3, config: 4, interface: 5 }[mode];
  for (const command of commands.slice(0, last)) await typist.run(command);
  return console;
}
