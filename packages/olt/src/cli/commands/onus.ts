import { portScope } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt onus`: the authorized ONUs. */
export function addOnus(builder: CommandBuilder): void {
  builder.olt({
    usage: 'onus',
    several: true,
    summary: 'list the authorized ONUs of a PON port, or of the whole OLT',
    details:
      'Every ONU of the configuration with its state, distance, and since when and why it is down. Over SNMP the list of a whole OLT takes seconds; over a command line it is one command a port.',
    examples: [
      'field-olt onus ssh://admin@10.0.0.2 --port 0/1/2',
      'field-olt onus ssh://admin@10.0.0.2 --snmp 10.0.0.2:161 --json',
    ],
    options: (command) => command.option('--port <shelf/slot/port>', 'of one PON port'),
    request: (_args, options: { readonly port?: string }) => portScope(options.port),
    async run(olt, scope, { output, signal }) {
      const onus = await olt.listOnus(scope, { signal, onProgress: output.progress });
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
  });
}
