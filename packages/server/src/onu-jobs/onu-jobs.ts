import type { AuthorizeResult, ContractOnu, DiscoveredOnu, OnuSignal, OnuState } from '@field/core';
import { type AuthorizationRequest, summaryOf, toAuthorizeOnu } from './authorization-request.ts';
import { type AuthorizeOptions, authorizeOnu } from './authorize-onu.ts';
import { discoverOnus } from './discover-onus.ts';
import type { OltAccess } from './olt-access.ts';
import type { OltRecord } from './olt-record.ts';

import { readOnuState } from './read-onu-state.ts';
import { type ShownPlan, showPlan } from './show-plan.ts';

/** What a technician has done on OLTs while the request waits. */
export interface OnuJobs {
  /** ONUs nobody has authorized yet, whose serial number ends in `endsWith`. */
  discover(
    olts: readonly OltRecord[],
    endsWith: string | undefined,
    signal: AbortSignal,
  ): Promise<DiscoveredOnu[]>;
  /** What authorizing would send; sends no write. */
  plan(olt: OltRecord, request: AuthorizationRequest, signal: AbortSignal): Promise<ShownPlan>;
  /** Authorizes with the service the profile has, and saves once. */
  authorize(
    olt: OltRecord,
    request: AuthorizationRequest,
    options: AuthorizeOptions,
  ): Promise<AuthorizeResult>;
  readState(olt: OltRecord, onu: ContractOnu, signal: AbortSignal): Promise<OnuState>;
  readSignal(olt: OltRecord, onu: ContractOnu, signal: AbortSignal): Promise<OnuSignal>;
}

export function createOnuJobs({ within }: OltAccess): OnuJobs {
  return {
    discover: (olts, endsWith, signal) =>
      discoverOnus(olts, endsWith, (olt) => {
        // One for each OLT: a tenant may have more of them than a signal takes listeners without a warning.
        const own = AbortSignal.any([signal]);
        return within(olt, 'read-only', own, (session) => session.listUnauthorizedOnus({}, { signal: own }));
      }),
    plan: (olt, request, signal) =>
      within(olt, 'read-only', signal, async (session) =>
        showPlan(await session.plan('authorizeOnu', toAuthorizeOnu(request), { signal }), summaryOf(request)),
      ),
    authorize: (olt, request, options) =>
      within(olt, 'write', options.signal, async (session) => ({
        oltId: olt.id,
        serialNumber: request.serialNumber,
        ...(await authorizeOnu(session, request, options)),
      })),
    readState: (olt, onu, signal) =>
      within(olt, 'read-only', signal, (session) => readOnuState(session, onu, signal)),
    readSignal: (olt, { address }, signal) =>
      within(olt, 'read-only', signal, (session) => session.readOnuSignal({ address }, { signal })),
  };
}
