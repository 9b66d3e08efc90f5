import { serialNumberEndsWith } from '@field/core';
import { portScope } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

interface DiscoverOptions {
  readonly port?: string;
  readonly endsWith?: string;
}

/** `field-olt discover`: the ONUs that light reaches and no configuration knows. */
export function addDiscover(builder: CommandBuilder): void {
  builder.olt({
    usage: 'discover',
    several: true,
    summary: 'list the ONUs that wait to be authorized',
    details:
      'Units that light reaches and no configuration knows. The technician reads the last digits off the label: --ends-with finds that unit.',
    examples: [
      'field-olt discover ssh://admin@10.0.0.2',
      'field-olt discover ssh://admin@10.0.0.2 --ends-with 4A3F',
    ],
    options: (command) =>
      command
        .option('--port <shelf/slot/port>', 'of one PON port')
        .option('--ends-with <digits>', 'whose serial number ends so', lastDigits),
    request: (_args, { port, endsWith }: DiscoverOptions) => ({ scope: portScope(port), endsWith }),
    async run(olt, { scope, endsWith }, { output, signal }) {
      const all = await olt.listUnauthorizedOnus(scope, { signal });
      const onus =
        endsWith === undefined
          ? all
          : all.filter(
              ({ serialNumber }) => serialNumber !== null && serialNumberEndsWith(serialNumber, endsWith),
            );
      output.result(onus, () =>
        table(onus, [
          ['PORT', (onu) => onu.at],
          ['SERIAL', (onu) => onu.serialNumber],
          ['VENDOR', (onu) => onu.vendorId],
          ['MODEL', (onu) => onu.model],
          ['SOFTWARE', (onu) => onu.softwareVersion],
          ['FIRST SEEN', (onu) => onu.firstSeenAt],
        ]),
      );
    },
  });
}

function lastDigits(value: string): string {
  if (/^[0-9A-Za-z][0-9A-Za-z:\s-]{0,30}$/.test(value)) return value;
  throw cliError('cli.bad_argument', { argument: '--ends-with', reason: 'letters and digits of the label' });
}
