import { parseSerialNumber } from '@field/core';
import { findOnuArgument } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite, type WriteOptions } from '../run-write.ts';
import { withWriteOptions } from '../write-options.ts';

/** `field-olt replace`: another unit in the place of one, with its id, profiles and services. */
export function addReplace(builder: CommandBuilder): void {
  builder.olt<WriteOptions>(
    'replace <onu> <new-serial>',
    (command) =>
      withWriteOptions(command.description('put another unit in the place of an ONU, keeping its services')),
    (options) => (options.dryRun ? 'read-only' : 'write'),
    async (olt, [text = '', next = ''], options, context) => {
      const newSerialNumber = parseSerialNumber(next).serialNumber;
      const onu = await findOnuArgument(olt, text, context.signal);
      const { address, serialNumber } = onu;
      await runWrite(
        olt,
        'replaceOnu',
        { address, ...(serialNumber === null ? {} : { serialNumber }), newSerialNumber },
        options,
        context,
      );
    },
  );
}
