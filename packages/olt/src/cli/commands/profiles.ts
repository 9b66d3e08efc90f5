import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt profiles`: the ids that `authorize` takes. */
export function addProfiles(builder: CommandBuilder): void {
  builder.olt({
    usage: 'profiles',
    several: true,
    summary: 'list the line and service profiles, whose ids authorize takes',
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
