import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { callsTo, secretKey } from './serve.ts';

const program = fileURLToPath(new URL('../../bin/field-server.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** Starts the built command as `npx field-server` does. It is gone when the test is. */
export function startCommand(args: readonly string[], env: Environment = {}): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', FIELD_SECRET_KEY: secretKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs the built command to its end. */
export async function runCommand(args: readonly string[], env?: Environment) {
  const child = startCommand(args, env);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'close'),
  ]);
  return { code: code as number | null, stdout, stderr };
}

/** A running server, known by the line it logs when it listens. */
export async function serveCommand(args: readonly string[], env?: Environment) {
  const child = startCommand(args, { FIELD_PORT: '0', ...env });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  output.on('line', (line) => void lines.push(line));
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(output, 'line'),
    exited.then(() => {
      throw new Error(`the server ended with ${child.exitCode} before it listened`);
    }),
  ])) as [string];
  /** Ends it as an operator does; how it ended. */
  const stop = async () => {
    child.kill('SIGTERM');
    const [code, signal] = await exited;
    return code ?? signal;
  };
  return { child, stop, lines, ...callsTo((JSON.parse(line) as { url: string }).url) };
}
