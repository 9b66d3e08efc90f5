import { type ContractOnu, formatOnuAddress, type OnuAddress, sameSerialNumber } from '@field/core';
import type { StartOnuJob } from '@field/core/onu-jobs';
import { type OperationOptions, oltError, type PlannedWrite } from '@field/olt';
import { openTicket } from '../protocol/ticket-access.ts';
import type { Store } from '../storage/store.ts';
import { chooseProfile, serviceOf, summaryOf, toAuthorizeOnu } from './authorization-request.ts';
import type { OltSession } from './olt-gateway.ts';
import type { OltRecord } from './olt-record.ts';
import { onuError } from './onu-errors.ts';
import { prepareAuthorization, requireFree, requireOnu } from './prepare-onu-work.ts';

/** A request that writes, or shows what a write would send. */
export type WriteJobRequest = Exclude<StartOnuJob, { kind: 'discover' | 'verifySignal' }>;

/** A write with everything it needs, before the OLT is touched. */
export interface OnuWrite {
  readonly olt: OltRecord;
  /** The ONU it is about: for a replacement, the one that comes. */
  readonly serialNumber: string;
  /** Decides what it would do, from what the OLT holds now. Only reads. */
  plan(session: OltSession, options: OperationOptions): Promise<PlannedWrite>;
  /** What it does, for the plan a person reads. */
  summary(address: OnuAddress): string;
}

/** Checks a request against what the provider knows. @throws FieldError `server.*` */
export async function prepareWrite(
  store: Store,
  ticketId: string,
  request: WriteJobRequest,
): Promise<OnuWrite> {
  if (request.kind === 'plan' || request.kind === 'authorize') {
    const { olt, authorization } = await prepareAuthorization(store, ticketId, request);
    const { serialNumber } = authorization;
    return {
      olt,
      serialNumber,
      plan: (session, options) => session.plan('authorizeOnu', toAuthorizeOnu(authorization), options),
      summary: summaryOf(authorization),
    };
  }
  const { id } = await openTicket(store, ticketId);
  const { olt, onu, contract } = await requireOnu(store, id);
  const { address, serialNumber } = onu;
  switch (request.kind) {
    case 'provision': {
      const { name, service } = chooseProfile(olt, request.profile ?? contract.onuProfile);
      if (!service) throw onuError('server.onu_service_missing', { olt: olt.name, profile: name });
      return {
        olt,
        serialNumber,
        async plan(session, options) {
          await requireStanding(session, onu, options);
          return session.plan('provisionService', { address, ...serviceOf(service) }, options);
        },
        summary: (place) =>
          `ONU ${serialNumber} at ${formatOnuAddress(place)}: VLAN ${service.vlan} on GEM port ${service.gemPort}.`,
      };
    }
    case 'replace': {
      const newSerialNumber = request.serialNumber;
      if (request.oltId !== onu.oltId) throw onuError('server.onu_on_other_olt', { olt: olt.name });
      await requireFree(store, newSerialNumber, contract);
      return {
        olt,
        serialNumber: newSerialNumber,
        plan: (session, options) =>
          session.plan('replaceOnu', { address, serialNumber, newSerialNumber }, options),
        summary: (place) =>
          `ONU ${newSerialNumber} at ${formatOnuAddress(place)} in place of ${serialNumber}.`,
      };
    }
    case 'deprovision':
      return {
        olt,
        serialNumber,
        async plan(session, options) {
          const planned = await session.plan('deprovisionOnu', { address, serialNumber }, options);
          if (planned.decision.kind === 'unchanged') await requireGone(session, serialNumber, options);
          return planned;
        },
        summary: (place) => `ONU ${serialNumber} and its services away from ${formatOnuAddress(place)}.`,
      };
  }
}

/** A service is written by place alone: the unit there has to be the contract's. */
async function requireStanding(
  session: OltSession,
  { address, serialNumber }: ContractOnu,
  options: OperationOptions,
): Promise<void> {
  const { serialNumber: found } = await session.readOnu({ address }, options);
  if (found !== null && sameSerialNumber(found, serialNumber)) return;
  throw oltError('olt.other_onu', {
    onu: formatOnuAddress(address),
    expected: serialNumber,
    found: found ?? '-',
  });
}

/** An ONU that is not in its place is only gone if it has no other: a moved one would go on in service, billed to nobody. */
async function requireGone(
  session: OltSession,
  serialNumber: string,
  options: OperationOptions,
): Promise<void> {
  const found = await session.findOnu({ serialNumber }, options);
  if (found) throw onuError('server.onu_moved', { serialNumber, address: formatOnuAddress(found.address) });
}
