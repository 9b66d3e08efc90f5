import { findNamedOnu, onuName, writeReference } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { type WriteOptions, withWriteOptions } from '../write-options.ts';

/** `field-olt deprovision`: removes an ONU's flows, then the ONU. */
export function addDeprovision(builder: CommandBuilder): void {
  builder.olt({
    usage: 'deprovision <onu>',
    summary: "remove an ONU's flows and then the ONU (shelf/slot/port:id or serial)",
    details: 'Removes the flows of an ONU and then the ONU, and saves. The undo puts both back.',
    examples: [
      'field-olt deprovision ssh://admin@10.0.0.2 0/1/2:3 --dry-run',
      'field-olt deprovision ssh://admin@10.0.0.2 HWTC12344A3F --yes',
    ],
    options: withWriteOptions,
    writes: true,
    request: ([text = ''], _options: WriteOptions) => onuName(text),
    async run(olt, name, context) {
      const found = await findNamedOnu(olt, name, context.signal);
      await runWrite(olt, 'deprovisionOnu', writeReference(found), context);
    },
  });
}
