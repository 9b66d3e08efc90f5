import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../output.ts';

/** `field-olt ports`: the PON ports. */
export function addPorts(builder: CommandBuilder): void {
  builder.olt(
    'ports',
    (command) => command.description('list the PON ports'),
    () => 'read-only',
    async (olt, _args, _options, { output, signal }) => {
      const ports = await olt.listPonPorts({}, { signal, onProgress: output.progress });
      output.result(ports, () =>
        table(ports, [
          ['PORT', (port) => port.at],
          ['KIND', (port) => port.technology],
          ['STATUS', (port) => port.status],
          ['ONUS', (port) => port.onus],
          ['ONLINE', (port) => port.onlineOnus],
        ]),
      );
    },
  );
}
