import { findNamedOnu, onuName, writeReference } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { type WriteOptions, withPlanOptions } from '../write-options.ts';

/** `field-olt reboot`: restarts an ONU. Nothing of the configuration changes, so nothing is saved. */
export function addReboot(builder: CommandBuilder): void {
  builder.olt({
    usage: 'reboot <onu>',
    summary: 'restart an ONU (shelf/slot/port:id or serial)',
    details: 'Restarts an ONU over the fibre. Nothing of the configuration changes.',
    examples: ['field-olt reboot ssh://admin@10.0.0.2 0/1/2:3'],
    options: withPlanOptions,
    writes: true,
    request: ([text = ''], _options: WriteOptions) => onuName(text),
    async run(olt, name, context) {
      const found = await findNamedOnu(olt, name, context.signal);
      const options = { ...context.options, undo: false, save: false };
      await runWrite(olt, 'rebootOnu', writeReference(found), { ...context, options });
    },
  });
}
