import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';

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
}

export interface ProcessOptions extends RunOptions {
  /** Written to standard input, which is empty unless told. */
  readonly input?: string;
  /** Gets the process once it runs, to stop it from outside. */
  readonly started?: (child: ChildProcess) => unknown;
}

/** Nothing of this process's environment reaches the command but the way to Node. */
const environment = (env: RunOptions['env']): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  ...env,
});

/** Starts the real command. */
export function startFieldOlt(args: readonly string[], { env, input }: ProcessOptions = {}): ChildProcess {
  if (!existsSync(resolve(root, 'packages/olt/dist/cli.js')))
    throw new Error('field-olt is not built: npm test builds it, or npx tsup in packages/olt');
  const child = spawn(bin, args, {
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin?.on('error', () => undefined);
  if (input !== undefined) child.stdin?.end(input);
  return child;
}

/** The variables themselves: Node asks the system for HOME, not `process.env` as somebody replaced it. */
function changeEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs what the command calls, in this process and one after the other: a program that starts costs more than most tests. What
 * belongs to a process, its start and end, signals and standard input, is `spawnFieldOlt`'s.
 */
export function fieldOlt(args: readonly string[], { env }: RunOptions = {}): Promise<Run> {
  const run = last.then(async () => {
    const { exitCode } = process;
    const ours = { ...process.env };
    const said = { stdout: '', stderr: '' };
    const stream = (name: keyof typeof said) => ({
      isTTY: false,
      write: (text: string) => {
        said[name] += text;
      },
    });
    changeEnvironment(environment(env));
    process.exitCode = 0;
    // Nobody is there to ask, even where a person watches the tests.
    Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
    try {
      const { signal } = new AbortController();
      await runProgram(args, { stdout: stream('stdout'), stderr: stream('stderr'), signal });
      return { code: Number(process.exitCode), ...said };
    } finally {
      changeEnvironment(ours);
      process.exitCode = exitCode;
    }
  });
  last = run.catch(() => undefined);
  return run;
}

/** Runs the real command to its end. */
export async function spawnFieldOlt(args: readonly string[], options: ProcessOptions = {}): Promise<Run> {
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
