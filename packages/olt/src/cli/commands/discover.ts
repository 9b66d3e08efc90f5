import { serialNumberEndsWith } from '@field/core';
import { portScope } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../output.ts';

interface DiscoverOptions {
  readonly port?: string;
  readonly endsWith?: string;
}

/** `field-olt discover`: the ONUs that light reaches and no configuration knows. */
export function addDiscover(builder: CommandBuilder): void {
  builder.olt<DiscoverOptions>(
    'discover',
    (command) =>
      command
        .description('list the ONUs that wait to be authorized')
        .option('--port <shelf/slot/port>', 'of one PON port')
        .option('--ends-with <digits>', 'whose serial number ends so'),
    () => 'read-only',
    async (olt, _args, options, { output, signal }) => {
      const all = await olt.listUnauthorizedOnus(portScope(options.port), { signal });
      const { endsWith } = options;
      const onus = endsWith
        ? all.filter((onu) => onu.serialNumber !== null && serialNumberEndsWith(onu.serialNumber, endsWith))
        : all;
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
  );
}
