import { type AuthorizeResult, type ContractOnu, formatOnuAddress, type OnuSignal } from '@field/core';
import type { Contract, Store } from '../storage/store.ts';
import { onuError } from './onu-errors.ts';

/** Keeps what an authorization came to: always in the audit; on the contract and the timeline where the ONU stands. */
export async function recordAuthorization(authorization: {
  readonly store: Store;
  readonly ticketId: string;
  readonly contract: Contract;
  readonly result: AuthorizeResult;
  readonly occurredAt: string;
  readonly recordedAt: string;
}): Promise<void> {
  const { store, ticketId, contract, result, occurredAt, recordedAt } = authorization;
  const { outcome, oltId, serialNumber, address } = result;
  const place = address && formatOnuAddress(address);
  await store.audit.add({
    action: 'onu.authorize',
    ticketId,
    at: recordedAt,
    details: { outcome, oltId, serialNumber, address: place },
  });
  const isStanding = outcome === 'created' || outcome === 'unchanged' || outcome === 'moved';
  if (!isStanding || !address || place === null) return;
  if (await store.contracts.isOnuTaken(serialNumber, contract.id)) {
    throw onuError('server.onu_of_other_contract', { serialNumber });
  }
  const onuState = contract.onu && contract.onuState !== 'none' ? contract.onuState : 'authorized';
  await store.contracts.update(contract.id, { onu: { oltId, address, serialNumber }, onuState });
  await store.timeline.add({
    ticketId,
    kind: 'onuAuthorized',
    occurredAt,
    recordedAt,
    params: { oltId, serialNumber, address: place, outcome },
  });
}

/** How much a reading must differ from the last one on the timeline to be worth a line of its own. */
const worthTellingDb = 0.5;

/** Puts a reading on the timeline: the first, and those that tell something new. An app may ask every second. */
export async function recordSignal(
  store: Store,
  {
    ticketId,
    onu,
    signal,
    recordedAt,
  }: {
    readonly ticketId: string;
    readonly onu: ContractOnu;
    readonly signal: OnuSignal;
    readonly recordedAt: string;
  },
): Promise<void> {
  const { rxAtOnuDbm, rxAtOltDbm, measuredAt } = signal;
  if (rxAtOnuDbm === null && rxAtOltDbm === null) return;
  const last = (await store.timeline.findLast(ticketId, 'signalRead'))?.params;
  const isNews =
    !last ||
    last.serialNumber !== onu.serialNumber ||
    differs(last.rxAtOnuDbm, rxAtOnuDbm) ||
    differs(last.rxAtOltDbm, rxAtOltDbm);
  if (!isNews) return;
  await store.timeline.add({
    ticketId,
    kind: 'signalRead',
    occurredAt: measuredAt,
    recordedAt,
    params: {
      oltId: onu.oltId,
      serialNumber: onu.serialNumber,
      address: formatOnuAddress(onu.address),
      ...(rxAtOnuDbm !== null && { rxAtOnuDbm }),
      ...(rxAtOltDbm !== null && { rxAtOltDbm }),
    },
  });
}

function differs(before: number | undefined, now: number | null): boolean {
  if (before === undefined || now === null) return before !== undefined || now !== null;
  return Math.abs(before - now) >= worthTellingDb;
}
