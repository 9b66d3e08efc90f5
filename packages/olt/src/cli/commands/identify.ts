import type { CommandBuilder } from '../command-builder.ts';
import { facts } from '../table.ts';

/** `field-olt identify`: vendor, model and firmware. */
export function addIdentify(builder: CommandBuilder): void {
  builder.olt({
    usage: 'identify',
    several: true,
    summary: 'say what the OLT is: vendor, model, firmware, boards',
    examples: ['field-olt identify ssh://admin@10.0.0.2', 'field-olt identify snmp://10.0.0.2 --json'],
    request: () => null,
    async run(olt, _request, { output, signal }) {
      const system = await olt.readSystem({}, { signal });
      const boards = olt.supports('listBoards') ? await olt.listBoards({}, { signal }) : [];
      output.result({ ...system, profile: olt.profile, boards }, () =>
        facts([
          ['vendor', system.vendor],
          ['profile', olt.profile],
          ['model', system.model],
          ['software', system.softwareVersion],
          ['patch', system.patch],
          ['host name', system.hostname],
          ['up for', system.uptimeSeconds === null ? null : duration(system.uptimeSeconds)],
          ...boards.map((board): [string, string] => [
            `board ${board.shelf}/${board.slot}`,
            `${board.name} ${board.kind} ${board.status}`,
          ]),
        ]),
      );
    },
  });
}

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${days} d ${hours} h ${minutes} min`;
}
