import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { missingBinaries } from '../rigs/binaries.ts';
import { bin } from './run-field-olt.ts';

/** Why no command can be run at a terminal here; null where it can. */
export const missingTerminal = (): string | null => missingBinaries({ script: 'bsdutils' });

/** A command that runs at a terminal of its own. */
export interface TerminalRun {
  /** All it printed so far. */
  readonly screen: string;
  /** Resolves when the screen shows this. */
  until(pattern: RegExp): Promise<void>;
  type(keys: string): void;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Runs `field-olt` at a pseudo-terminal, which util-linux's script(1) makes. */
export function atTerminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): TerminalRun {
  const command = ['exec', bin, ...args].map((word, index) => (index === 0 ? word : quoted(word))).join(' ');
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'xterm', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  const waiting = new Set<() => void>();
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(([code]) => {
    for (const look of waiting) look();
    return code as number | null;
  });
  let over = false;
  void ended.then(() => {
    over = true;
    for (const look of waiting) look();
  });
  return {
    get screen() {
      return screen;
    },
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(screen)) resolve();
          else if (over) reject(new Error(`ended without ${pattern}:\n${screen}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    type: (keys) => child.stdin.write(keys),
    ended,
  };
}
