import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { planDeprovision } from '../plans/deprovision-onu.ts';
import { askForConfiguration } from '../reads/onu-configuration.ts';
import { askWhatStands, decideAbout } from './gather.ts';
import { removalHolds, verification } from './verification.ts';

export const deprovisionOnu = (family: Family): WriteOperation<'deprovisionOnu'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    const { address } = request;
    const decision = await decideAbout(sessions, family, request, async (unit) =>
      planDeprovision(family, unit, await askForConfiguration(sessions, family, address)),
    );
    // Nobody there is the end that was wanted.
    const gone = decision.kind === 'conflict' && decision.code === 'olt.onu_not_found';
    return gone ? { kind: 'unchanged', address } : decision;
  },
  async verify(sessions, { address }, plan) {
    const there = await askWhatStands(sessions, family, address);
    return verification(plan, () => removalHolds(plan, there));
  },
});
