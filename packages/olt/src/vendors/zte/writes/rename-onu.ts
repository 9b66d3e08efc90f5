import type { OnuAddress } from '@field/core';
import type { OltSessions, WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { readGivenText } from '../parsers/detail-info.ts';
import { checkDescription } from '../plans/authorize-onu.ts';
import { planRename } from '../plans/change-onu.ts';
import { askForDetail, readOnuRow } from '../reads/read-onu.ts';
import { askWhoStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

/** A C6xx shows descriptions as stars on its command line, so it is asked over SNMP. */
export function renameOnu(family: Family, tables: OnuTables): WriteOperation<'renameOnu'> {
  const current = async (sessions: OltSessions, address: OnuAddress): Promise<string | null> =>
    family.name === 'c6xx'
      ? readGivenText((await readOnuRow(sessions, family, tables, address)).description)
      : (await askForDetail(sessions, family, address)).configuredDescription;
  return {
    needs: family.name === 'c6xx' ? ['cli', 'snmp'] : ['cli'],
    async plan(sessions, request) {
      const description = checkDescription(request.description);
      return decideAbout(sessions, family, request, async ({ address }) =>
        planRename(family, address, await current(sessions, address), description),
      );
    },
    async verify(sessions, { address, description }, plan) {
      const unit = await askWhoStands(sessions, family, address);
      const found = unit && (await current(sessions, address));
      return verification(plan, () => found === description);
    },
  };
}
