import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { badRequest } from '../../../toolkit/check-request.ts';
import type { Family } from '../family.ts';
import { planSetEnabled } from '../plans/change-onu.ts';
import { askForDetail } from '../reads/read-onu.ts';
import { askWhoStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

export const setOnuEnabled = (family: Family): WriteOperation<'setOnuEnabled'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    const { enabled } = request;
    if (typeof enabled !== 'boolean') throw badRequest('enabled', 'must be true or false');
    return decideAbout(sessions, family, request, async ({ address }) =>
      planSetEnabled(family, await askForDetail(sessions, family, address), enabled),
    );
  },
  async verify(sessions, { address, enabled }, plan) {
    const unit = await askWhoStands(sessions, family, address);
    const detail = unit && (await askForDetail(sessions, family, address));
    return verification(plan, () => detail?.adminState === (enabled ? 'enabled' : 'disabled'));
  },
});
