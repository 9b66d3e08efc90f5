import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt profiles`: the ids that `authorize` takes. */
export function addProfiles(builder: CommandBuilder): void {
  builder.olt({
    usage: 'profiles',
    several: true,
    summary: 'list the line and service profiles, whose ids authorize takes',
    details:
      'The ids and names of line and service profiles, and how many ONUs are bound to each. On ZTE, where profiles have names only, the ids are numbers made of the names.',
    examples: ['field-olt profiles ssh://admin@10.0.0.2'],
    request: () => null,
    async run(olt, _request, { output, signal }) {
      const line = await olt.listLineProfiles({}, { signal });
      const service = await olt.listServiceProfiles({}, { signal });
      const rows = [
        ...line.map((profile) => ({ kind: 'line', ...profile })),
        ...service.map((profile) => ({ kind: 'service', ...profile })),
      ];
      output.result({ line, service }, () =>
        table(rows, [
          ['KIND', (row) => row.kind],
          ['ID', (row) => row.id],
          ['NAME', (row) => row.name],
          ['BOUND', (row) => row.bindings],
        ]),
      );
    },
  });
}
