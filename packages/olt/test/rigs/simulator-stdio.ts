import { serveTerminal } from '../../src/simulator/index.ts';

/**
 * A simulated OLT as the login program of a real Telnet or SSH server: its terminal on standard input and output.
 * `FIELD_SIMULATOR` holds the options as JSON; with a password in them it asks for name and password.
 */
await serveTerminal(JSON.parse(process.env.FIELD_SIMULATOR ?? '{}'), {
  input: process.stdin,
  output: process.stdout,
});
process.exit(0);
