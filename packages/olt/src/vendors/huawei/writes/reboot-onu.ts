import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { planReboot } from '../plans/change-onu.ts';
import { askWhoStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

/** A restart shows as the ONU going down, which may take a moment; nothing tells of it. */
const looks = 5;
const betweenLooksMs = 1000;

export const rebootOnu: WriteOperation<'rebootOnu'> = {
  needs: ['cli'],
  plan: (sessions, request) => decideAbout(sessions, request, planReboot),
  async verify(sessions, { address }, plan) {
    for (let look = 1; ; look += 1) {
      const info = await askWhoStands(sessions, address);
      const restarted =
        info !== null && (info.runState === 'offline' || info.lastUpAt !== plan.before?.upSince);
      if (restarted || info === null || look === looks) return verification(plan, () => restarted);
      await pause(betweenLooksMs, sessions.signal);
    }
  },
};

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
