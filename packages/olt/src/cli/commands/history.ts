import { findNamedOnu, onuName } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt history`: when an ONU was up and down, and why. */
export function addHistory(builder: CommandBuilder): void {
  builder.olt({
    usage: 'history <onu>',
    summary: 'tell when an ONU (shelf/slot/port:id or serial) came up, went down, and why',
    details:
      'The OLT keeps the last ten or so times. Times are as the OLT says them: in its own time zone where it does not tell which.',
    examples: [
      'field-olt history ssh://admin@10.0.0.2 0/1/2:3',
      'field-olt history ssh://admin@10.0.0.2 HWTC12344A3F --json',
    ],
    request: ([text = '']) => onuName(text),
    async run(olt, name, { output, signal }) {
      const address = 'address' in name ? name.address : (await findNamedOnu(olt, name, signal)).address;
      const history = await olt.readOnuHistory({ address }, { signal });
      output.result(history, () =>
        table(history, [
          ['UP', (entry) => entry.upAt],
          ['DOWN', (entry) => entry.downAt],
          ['CAUSE', (entry) => entry.downCause],
          ['IN ITS WORDS', (entry) => entry.downCauseText],
        ]),
      );
    },
  });
}
