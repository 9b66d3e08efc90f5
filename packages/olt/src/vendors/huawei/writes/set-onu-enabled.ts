import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { badRequest } from '../../../toolkit/check-request.ts';
import { planSetEnabled } from '../plans/change-onu.ts';
import { askWhoStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

export const setOnuEnabled: WriteOperation<'setOnuEnabled'> = {
  needs: ['cli'],
  async plan(sessions, request) {
    const { enabled } = request;
    if (typeof enabled !== 'boolean') throw badRequest('enabled', 'must be true or false');
    return decideAbout(sessions, request, (info) => planSetEnabled(info, enabled));
  },
  async verify(sessions, { address, enabled }, plan) {
    const info = await askWhoStands(sessions, address);
    return verification(plan, () => info?.adminState === (enabled ? 'enabled' : 'disabled'));
  },
};
