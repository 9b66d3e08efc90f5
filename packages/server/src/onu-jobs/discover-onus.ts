import { type DiscoveredOnu, serialNumberEndsWith, type UnauthorizedOnu } from '@field/core';
import type { OltRecord } from './olt-record.ts';

/**
 * Looks on all OLTs at once. An OLT that cannot be asked makes the answer incomplete, which is an error, unless the ONU
 * that was looked for showed up on another.
 */
export async function discoverOnus(
  olts: readonly OltRecord[],
  endsWith: string | undefined,
  list: (olt: OltRecord) => Promise<readonly UnauthorizedOnu[]>,
): Promise<DiscoveredOnu[]> {
  const answers = await Promise.allSettled(
    olts.map(async (olt) => (await list(olt)).map((onu) => ({ ...onu, oltId: olt.id }))),
  );
  const found = answers
    .flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    .filter(
      ({ serialNumber }) =>
        endsWith === undefined || (serialNumber !== null && serialNumberEndsWith(serialNumber, endsWith)),
    );
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && (endsWith === undefined || found.length === 0)) throw failed.reason;
  return found;
}
