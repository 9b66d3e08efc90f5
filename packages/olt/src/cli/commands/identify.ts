import { isFieldError } from '@field/core';
import type { Olt } from '../../driver/olt.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { facts } from '../table.ts';

/** `field-olt identify`: vendor, model and firmware. */
export function addIdentify(builder: CommandBuilder): void {
  builder.olt({
    usage: 'identify',
    several: true,
    summary: 'say what the OLT is: vendor, model, firmware, boards',
    details: 'Vendor, profile, model, software, patch, host name and boards, as the OLT says them.',
    examples: ['field-olt identify ssh://admin@10.0.0.2', 'field-olt identify snmp://10.0.0.2 --json'],
    request: () => null,
    async run(olt, _request, { output, signal }) {
      const system = olt.supports('readSystem')
        ? await olt.readSystem({}, { signal })
        : { vendor: olt.vendor, ...unknownSystem };
      const boards = await boardsOf(olt, signal);
      output.result({ ...system, profile: olt.profile, boards }, () =>
        facts([
          ['vendor', system.vendor],
          ['profile', olt.profile],
          ['model', system.model],
          ['software', system.softwareVersion],
          ['patch', system.patch],
          ['host name', system.hostname],
          ['up for', system.uptimeSeconds === null ? null : duration(system.uptimeSeconds)],
          ...(boards ?? []).map((board): [string, string] => [
            `board ${board.shelf}/${board.slot}`,
            `${board.name} ${board.kind} ${board.status}`,
          ]),
        ]),
      );
    },
  });
}

/** What no screen of this OLT tells. */
const unknownSystem = {
  ...{ model: null, softwareVersion: null, patch: null, hostname: null },
  uptimeSeconds: null,
};

/** Null where the OLT cannot be asked for them over this access. */
async function boardsOf(olt: Olt, signal: AbortSignal) {
  if (!olt.supports('listBoards')) return null;
  try {
    return await olt.listBoards({}, { signal });
  } catch (error) {
    if (isFieldError(error, 'olt.not_supported_by_device')) return null;
    throw error;
  }
}

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${days} d ${hours} h ${minutes} min`;
}
