import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { JobServerSettings } from './start-server.ts';

/** A server in a process of its own. It is gone when the test is. */
export async function spawnJobServer(settings: JobServerSettings) {
  const program = join(import.meta.dirname, 'program.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=@field/source', '--import', 'tsx', program, JSON.stringify(settings)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([
    once(lines, 'line'),
    exited.then(() => {
      throw new Error(`the server ended with ${child.exitCode} before it listened`);
    }),
  ])) as [string];
  return { url, kill };
}
