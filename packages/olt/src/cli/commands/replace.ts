import { parseSerialNumber } from '@field/core';
import { findNamedOnu, onuName, writeReference } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { type WriteOptions, withWriteOptions } from '../write-options.ts';

/** `field-olt replace`: another unit in the place of one, with its id, profiles and services. */
export function addReplace(builder: CommandBuilder): void {
  builder.olt({
    usage: 'replace <onu> <new-serial>',
    summary: 'put another unit in the place of an ONU (shelf/slot/port:id or serial), keeping its services',
    details: 'Puts another unit in the place of one that is broken, with its id, profiles and services.',
    examples: ['field-olt replace ssh://admin@10.0.0.2 0/1/2:3 HWTC12344A3F'],
    options: withWriteOptions,
    writes: true,
    request: ([text = '', next = ''], _options: WriteOptions) => ({
      onu: onuName(text),
      newSerialNumber: parseSerialNumber(next).serialNumber,
    }),
    async run(olt, { onu, newSerialNumber }, context) {
      const found = await findNamedOnu(olt, onu, context.signal);
      await runWrite(olt, 'replaceOnu', { ...writeReference(found), newSerialNumber }, context);
    },
  });
}
