import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt ports`: the PON ports. */
export function addPorts(builder: CommandBuilder): void {
  builder.olt({
    usage: 'ports',
    several: true,
    summary: 'list the PON ports',
    details:
      'Each PON port with its kind, its status, and how many ONUs it has and how many of them are online.',
    examples: ['field-olt ports ssh://admin@10.0.0.2'],
    request: () => null,
    async run(olt, _request, { output, signal }) {
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
  });
}
