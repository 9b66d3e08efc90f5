import { portScope } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../output.ts';

/** `field-olt onus`: the authorized ONUs. */
export function addOnus(builder: CommandBuilder): void {
  builder.olt<{ readonly port?: string }>(
    'onus',
    (command) =>
      command
        .description('list the authorized ONUs of a PON port, or of the whole OLT')
        .option('--port <shelf/slot/port>', 'of one PON port'),
    () => 'read-only',
    async (olt, _args, options, { output, signal }) => {
      const onus = await olt.listOnus(portScope(options.port), { signal, onProgress: output.progress });
      output.result(onus, () =>
        table(onus, [
          ['ONU', (onu) => onu.address],
          ['SERIAL', (onu) => onu.serialNumber],
          ['ADMIN', (onu) => onu.adminState],
          ['STATE', (onu) => onu.runState],
          ['MODEL', (onu) => onu.model],
          ['METRES', (onu) => onu.distanceMetres],
          ['DOWN SINCE', (onu) => (onu.runState === 'offline' ? onu.lastDownAt : null)],
          ['CAUSE', (onu) => (onu.runState === 'offline' ? onu.downCause : null)],
          ['DESCRIPTION', (onu) => onu.description],
        ]),
      );
    },
  );
}
