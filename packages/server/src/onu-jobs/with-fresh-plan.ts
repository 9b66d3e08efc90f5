import { isFieldError } from '@field/core';

/** How often a plan is made again; each time another writer was faster. */
const maxPlans = 10;

/**
 * Plans and writes once more where another writer changed the OLT between plan and write, and nothing was sent: two servers that
 * authorize on one port both want its next number. Only for a write no person has agreed to in every command.
 */
export async function withFreshPlan<T>(attempt: () => Promise<T>): Promise<T> {
  for (let plans = 1; ; plans += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (plans >= maxPlans || !isFieldError(error, 'olt.plan_outdated')) throw error;
    }
  }
}
