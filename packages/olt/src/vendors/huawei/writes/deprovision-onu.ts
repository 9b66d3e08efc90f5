import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { planDeprovision } from '../plans/deprovision-onu.ts';
import { askForConfiguration, askWhatStands, decideAbout } from './gather.ts';
import { removalHolds, verification } from './verification.ts';

export const deprovisionOnu: WriteOperation<'deprovisionOnu'> = {
  needs: ['cli'],
  async plan(sessions, request) {
    const { address } = request;
    const decision = await decideAbout(sessions, request, async () =>
      planDeprovision(await askForConfiguration(sessions, address)),
    );
    // Nobody there is the end that was wanted.
    const gone = decision.kind === 'conflict' && decision.code === 'olt.onu_not_found';
    return gone ? { kind: 'unchanged', address } : decision;
  },
  async verify(sessions, { address }, plan) {
    const there = await askWhatStands(sessions, address);
    return verification(plan, (id) => removalHolds(plan, id, there?.configuration ?? null));
  },
};
