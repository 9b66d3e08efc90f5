import { findOnuArgument } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite, type WriteOptions } from '../run-write.ts';

/** `field-olt reboot`: restarts an ONU. Nothing of the configuration changes, so nothing is saved. */
export function addReboot(builder: CommandBuilder): void {
  builder.olt<WriteOptions>(
    'reboot <onu>',
    (command) =>
      command
        .description('restart an ONU (shelf/slot/port:id or serial)')
        .option('--dry-run', 'print the plan and send no write')
        .option('--yes', 'do not ask before the plan is applied'),
    (options) => (options.dryRun ? 'read-only' : 'write'),
    async (olt, [text = ''], options, context) => {
      const { address, serialNumber } = await findOnuArgument(olt, text, context.signal);
      await runWrite(
        olt,
        'rebootOnu',
        { address, ...(serialNumber === null ? {} : { serialNumber }) },
        { ...options, undo: false, save: false },
        context,
      );
    },
  );
}
