import { runProgram } from './program.ts';

const stopped = new AbortController();
// Once: who presses Ctrl+C a second time does not want to wait for a log-off any more.
process.once('SIGINT', () => stopped.abort());
process.once('SIGTERM', () => stopped.abort());

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `field-olt onus ... | head` closes the pipe when it has seen enough.
    if (error.code !== 'EPIPE') throw error;
  });
}

await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopped.signal,
});
