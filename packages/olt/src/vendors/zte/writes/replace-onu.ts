import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { planReplaceOnu } from '../plans/change-onu.ts';
import { otherUnit } from '../plans/commands.ts';
import { askWhereSerialIs } from '../reads/find-onu.ts';
import { spellSerial } from '../serial.ts';
import { askWhoStands, decideAbout, isUnit } from './gather.ts';
import { verification } from './verification.ts';

export const replaceOnu = (family: Family): WriteOperation<'replaceOnu'> => ({
  needs: ['cli'],
  async plan(sessions, { address, serialNumber, newSerialNumber }) {
    const spelled = spellSerial(newSerialNumber, 'newSerialNumber');
    return decideAbout(sessions, family, { address }, async (unit) => {
      // The new unit there already is the end that was wanted, whoever brought it about.
      if (isUnit(unit, newSerialNumber)) return { kind: 'unchanged', address };
      const other = otherUnit(unit, serialNumber);
      if (other) return other;
      return planReplaceOnu(family, unit, spelled, await askWhereSerialIs(sessions, spelled));
    });
  },
  async verify(sessions, { address, newSerialNumber }, plan) {
    const unit = await askWhoStands(sessions, family, address);
    return verification(plan, () => isUnit(unit, newSerialNumber));
  },
});
