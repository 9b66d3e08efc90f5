import { once } from 'node:events';
import { vendorNames } from '../../driver/detect-vendor.ts';
import { wholeNumber } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { facts } from '../table.ts';

interface SimulateOptions {
  readonly onus: number;
  readonly unauthorized: number;
  readonly seed: number;
  readonly model?: string;
  readonly firmware?: string;
  readonly stdio?: boolean;
}

/** `field-olt simulate`: a simulated OLT on loopback. */
export function addSimulate(builder: CommandBuilder): void {
  builder.local<SimulateOptions>({
    usage: 'simulate <vendor>',
    summary: `run a simulated OLT on loopback until it is told to stop; vendors: ${vendorNames.join(', ')}`,
    details:
      'Starts a stateful OLT on SSH, Telnet and SNMP of 127.0.0.1 and prints where it is and its secrets. It does not leave this machine.',
    examples: [
      'field-olt simulate huawei --onus 256 --unauthorized 3 --seed 1 --json',
      'field-olt simulate huawei --stdio',
    ],
    options: (command) =>
      command
        .option('--model <name>', "one of the vendor's models, such as MA5800-X15; its usual one unless told")
        .option('--firmware <version>', 'the beginning of a software version of that model')
        .option('--onus <count>', 'authorized ONUs', wholeNumber('--onus', 0, 65_536), 64)
        .option('--unauthorized <count>', 'ONUs that wait', wholeNumber('--unauthorized', 0, 1000), 2)
        .option(
          '--seed <number>',
          'the same seed makes the same OLT',
          wholeNumber('--seed', 0, 4_294_967_295),
          1,
        )
        .option('--stdio', "the OLT's terminal on standard input and output instead of sockets"),
    async run([vendor = ''], { options, output, signal }) {
      const { onus, unauthorized, seed, model, firmware, stdio } = options;
      const settings = {
        ...{ vendor, onus, unauthorized, seed },
        ...(model !== undefined && { model }),
        ...(firmware !== undefined && { firmware }),
      };
      const { serveTerminal, startSimulator } = await import('../../simulator/index.ts');
      if (stdio) {
        // The terminal takes the end of its input for a hang-up.
        signal.addEventListener('abort', () => process.stdin.destroy(), { once: true });
        await serveTerminal(settings, { input: process.stdin, output: process.stdout });
        process.stdin.destroy();
        return;
      }
      const simulator = await startSimulator(settings);
      const { ssh, telnet, snmp, username, password, community, hostKeyFingerprint, v3 } = simulator;
      const built = { vendor: simulator.vendor, model: simulator.model, firmware: simulator.firmware };
      const document = { ssh, telnet, snmp, username, password, community, v3, hostKeyFingerprint, ...built };
      output.result(document, () =>
        facts([
          ['model', `${built.model} ${built.firmware}`],
          ['ssh', `ssh://${username}@${ssh.host}:${ssh.port}`],
          ['host key', hostKeyFingerprint],
          ['telnet', `telnet://${username}@${telnet.host}:${telnet.port}`],
          ['snmp', `snmp://${snmp.host}:${snmp.port}`],
          ['password', password],
          ['community', community],
          ['v3 user', v3.user],
          [`v3 ${v3.authProtocol}`, v3.authKey],
          [`v3 ${v3.privProtocol}`, v3.privKey],
        ]),
      );
      if (!signal.aborted) await once(signal, 'abort');
      await simulator.close();
    },
  });
}
