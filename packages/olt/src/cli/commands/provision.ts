import { findNamedOnu, onuName } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { type ServiceOptions, serviceOf, withServiceOptions } from '../service-options.ts';
import { type WriteOptions, withWriteOptions } from '../write-options.ts';

/** `field-olt provision`: gives an ONU its VLAN and speed. */
export function addProvision(builder: CommandBuilder): void {
  builder.olt({
    usage: 'provision <onu>',
    summary: 'give an ONU (shelf/slot/port:id or serial) a service flow',
    details:
      'Gives an ONU its VLAN, its speed, and where asked a PPPoE client. Planned, applied, read back and taken back as authorize is.',
    examples: [
      'field-olt provision ssh://admin@10.0.0.2 0/1/2:3 --vlan 100 --gem-port 1 --inbound 6 --outbound 6',
      'field-olt provision ssh://admin@10.0.0.2 0/1/2:3 --vlan 100 --gem-port 1 --native-vlan 1:100 --dry-run',
    ],
    options: (command) => withWriteOptions(withServiceOptions(command)),
    writes: true,
    request: ([text = ''], options: ServiceOptions & WriteOptions) => {
      const service = serviceOf(options);
      if (!service) throw cliError('cli.bad_argument', { argument: '--vlan', reason: 'name the service' });
      return { onu: onuName(text), service };
    },
    async run(olt, { onu, service }, context) {
      const { address } = await findNamedOnu(olt, onu, context.signal);
      await runWrite(olt, 'provisionService', { address, ...service }, context);
    },
  });
}
