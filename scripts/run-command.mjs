import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** A command that ended badly: its message names the command, `output` is everything it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} summary
   * @param {string} output
   */
  constructor(summary, output) {
    super(summary);
    this.name = 'CommandFailed';
    this.output = output;
  }
}

/**
 * Runs a command without a shell and keeps what it prints; rejects with `CommandFailed` on any exit but 0.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, what?: string }} [options] `what` is the command's name in an error, its file by default
 * @returns {Promise<string>} standard output and standard error, in the order they came
 */
export function runCommand(command, args, options = {}) {
  const name = options.what ?? basename(command === process.execPath ? (args[0] ?? command) : command);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    const output = () => Buffer.concat(chunks).toString('utf8');
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => reject(new CommandFailed(`${name} did not start: ${error.message}`, '')));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output());
      else reject(new CommandFailed(`${name} ended with ${signal ?? `exit code ${code}`}`, output()));
    });
  });
}
