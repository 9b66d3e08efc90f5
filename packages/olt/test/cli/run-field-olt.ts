import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

/** The command as it is installed. */
export const bin = resolve(root, 'node_modules/.bin/field-olt');

/** What a run of `field-olt` left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is empty unless told. */
  readonly input?: string;
  /** Gets the process once it runs, to stop it from outside. */
  readonly started?: (child: ChildProcess) => unknown;
}

/** Starts the real command; nothing of this process's environment reaches it but the way to Node. */
export function startFieldOlt(args: readonly string[], { env = {}, input }: RunOptions = {}): ChildProcess {
  if (!existsSync(resolve(root, 'packages/olt/dist/cli.js')))
    throw new Error('field-olt is not built: npm test builds it, or npx tsup in packages/olt');
  const child = spawn(bin, args, {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin?.on('error', () => undefined);
  if (input !== undefined) child.stdin?.end(input);
  return child;
}

/** Runs `field-olt` to its end. */
export async function fieldOlt(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = startFieldOlt(args, { input: '', ...options });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  options.started?.(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** The one JSON document of a run with `--json`. */
export function documentOf({ stdout, stderr }: Run): unknown {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '')
    throw new Error(`standard output is no single line:\n${stdout}\n${stderr}`);
  return JSON.parse(lines[0] ?? '');
}
