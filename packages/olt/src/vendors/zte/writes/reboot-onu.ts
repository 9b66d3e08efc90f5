import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { planReboot } from '../plans/change-onu.ts';
import { askForDetail } from '../reads/read-onu.ts';
import { askWhoStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

/** A restart shows as the ONU going down, which may take a moment; nothing tells of it. */
const looks = 5;
const betweenLooksMs = 1000;

export const rebootOnu = (family: Family): WriteOperation<'rebootOnu'> => ({
  needs: ['cli'],
  plan: (sessions, request) =>
    decideAbout(sessions, family, request, async ({ address }) =>
      planReboot(family, await askForDetail(sessions, family, address)),
    ),
  async verify(sessions, { address }, plan) {
    const unit = await askWhoStands(sessions, family, address);
    if (!unit) return verification(plan, () => false);
    for (let look = 1; ; look += 1) {
      const { runState, lastUpAt } = await askForDetail(sessions, family, address);
      const restarted = runState === 'offline' || lastUpAt !== plan.before?.upSince;
      if (restarted || look === looks) return verification(plan, () => restarted);
      await pause(betweenLooksMs, sessions.signal);
    }
  },
});

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    // The next question rejects for a signal that fired.
    signal?.addEventListener('abort', done, { once: true });
  });
}
