import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { otherUnit } from '../plans/change-onu.ts';
import { planReplaceOnu } from '../plans/replace-onu.ts';
import { askForSerial } from '../reads/find-onu.ts';
import { spellSerial } from '../serial.ts';
import { askForConfiguration, askWhatStands, decideAbout, isUnit } from './gather.ts';
import { numberOf, removalHolds, verification } from './verification.ts';

export const replaceOnu: WriteOperation<'replaceOnu'> = {
  needs: ['cli'],
  async plan(sessions, { address, serialNumber, newSerialNumber }) {
    const spelled = spellSerial(newSerialNumber, 'newSerialNumber');
    return decideAbout(sessions, { address }, async (info) => {
      // The new unit there already is the end that was wanted, whoever brought it about.
      if (isUnit(info, newSerialNumber)) return { kind: 'unchanged', address };
      const other = otherUnit(info, serialNumber);
      if (other) return other;
      const configuration = await askForConfiguration(sessions, address);
      const known = await askForSerial(sessions, newSerialNumber);
      return planReplaceOnu(spelled, { configuration, known });
    });
  },
  async verify(sessions, { address, newSerialNumber }, plan) {
    const there = await askWhatStands(sessions, address);
    const stands = isUnit(there?.info ?? null, newSerialNumber);
    const { flows = [], settings = [] } = there?.configuration ?? {};
    const has = (index: number) => flows.some((flow) => flow.index === index);
    return verification(plan, (id) => {
      if (id.startsWith('remove-')) return stands || removalHolds(plan, id, there?.configuration ?? null);
      if (!stands) return false;
      if (id.startsWith('add-flow-')) return has(numberOf(id));
      const setting = plan.steps.find((step) => step.id === id)?.send;
      return id === 'add-onu' || settings.some((line) => line === setting);
    });
  },
};
