import { findOnuArgument } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite, type WriteOptions } from '../run-write.ts';
import { withWriteOptions } from '../write-options.ts';

/** `field-olt deprovision`: removes an ONU's flows, then the ONU. */
export function addDeprovision(builder: CommandBuilder): void {
  builder.olt<WriteOptions>(
    'deprovision <onu>',
    (command) => withWriteOptions(command.description("remove an ONU's flows and then the ONU")),
    (options) => (options.dryRun ? 'read-only' : 'write'),
    async (olt, [text = ''], options, context) => {
      const { address, serialNumber } = await findOnuArgument(olt, text, context.signal);
      await runWrite(
        olt,
        'deprovisionOnu',
        { address, ...(serialNumber === null ? {} : { serialNumber }) },
        options,
        context,
      );
    },
  );
}
