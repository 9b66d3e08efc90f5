import { once } from 'node:events';
import { serveTerminal, simulatedVendors, startSimulator } from '../../simulator/index.ts';
import { wholeNumber } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { facts } from '../output.ts';

interface SimulateOptions {
  readonly onus: number;
  readonly unauthorized: number;
  readonly seed: number;
  readonly stdio?: boolean;
}

/** `field-olt simulate`: a simulated OLT on loopback. */
export function addSimulate(builder: CommandBuilder): void {
  builder.local<SimulateOptions>(
    'simulate <vendor>',
    (command) =>
      command
        .description(
          `run a simulated OLT on loopback until it is told to stop; vendors: ${simulatedVendors.join(', ')}`,
        )
        .option('--onus <count>', 'authorized ONUs', wholeNumber('--onus', 0, 65_536), 64)
        .option('--unauthorized <count>', 'ONUs that wait', wholeNumber('--unauthorized', 0, 1024), 2)
        .option(
          '--seed <number>',
          'the same seed makes the same OLT',
          wholeNumber('--seed', 0, 2 ** 31 - 1),
          1,
        )
        .option('--stdio', "the OLT's terminal on standard input and output instead of sockets"),
    async ([vendor = ''], options, { output, signal }) => {
      const { onus, unauthorized, seed } = options;
      if (options.stdio) {
        await serveTerminal(
          { vendor, onus, unauthorized, seed },
          { input: process.stdin, output: process.stdout },
        );
        return;
      }
      const simulator = await startSimulator({ vendor, onus, unauthorized, seed });
      const { ssh, telnet, snmp, username, password, community, hostKeyFingerprint } = simulator;
      output.result({ ssh, telnet, snmp, username, password, community, hostKeyFingerprint }, () =>
        facts([
          ['ssh', `ssh://${username}@${ssh.host}:${ssh.port}`],
          ['host key', hostKeyFingerprint],
          ['telnet', `telnet://${username}@${telnet.host}:${telnet.port}`],
          ['snmp', `snmp://${snmp.host}:${snmp.port}`],
          ['password', password],
          ['community', community],
        ]),
      );
      if (!signal.aborted) await once(signal, 'abort');
      await simulator.close();
    },
  );
}
