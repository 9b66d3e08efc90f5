import { type AuthorizeOnu, type ContractOnu, sameSerialNumber } from '@field/core';
import { protocolError } from '../protocol/protocol-errors.ts';
import { openTicket } from '../protocol/ticket-access.ts';
import type { Contract, Store } from '../storage/store.ts';
import { type AuthorizationRequest, chooseProfile } from './authorization-request.ts';
import type { OltRecord } from './olt-record.ts';
import { onuError } from './onu-errors.ts';

/** All an authorization needs, checked before the OLT is touched. */
export async function prepareAuthorization(
  store: Store,
  ticketId: string,
  { oltId, at, serialNumber, profile }: AuthorizeOnu,
): Promise<{ olt: OltRecord; authorization: AuthorizationRequest; contract: Contract }> {
  const { id } = await openTicket(store, ticketId);
  const contract = await requireContract(store, id);
  const bound: ContractOnu | null = contract.onu;
  if (bound && !sameSerialNumber(bound.serialNumber, serialNumber)) {
    throw onuError('server.onu_already_bound', { serialNumber: bound.serialNumber });
  }
  await requireFree(store, serialNumber, contract);
  if (contract.oltId !== null && contract.oltId !== oltId) throw onuError('server.olt_missing');
  const olt = await requireOlt(store, oltId);
  const chosen = chooseProfile(olt, profile ?? contract.onuProfile);
  const description = contract.id.replace(/[^\w.-]/g, '_').slice(0, 32);
  return { olt, contract, authorization: { at, serialNumber, profile: chosen, description } };
}

/** The OLTs that serve a ticket's contract. @throws FieldError `server.olt_missing` where there is none */
export async function oltsOfTicket(store: Store, ticketId: string): Promise<OltRecord[]> {
  const { id } = await openTicket(store, ticketId);
  const { oltId } = await requireContract(store, id);
  const olts = oltId === null ? await store.olts.list() : [await requireOlt(store, oltId)];
  if (olts.length === 0) throw onuError('server.olt_missing');
  return olts;
}

/** The ONU of a ticket's contract and its OLT. @throws FieldError `server.onu_missing`, `server.olt_missing` */
export async function requireOnu(
  store: Store,
  ticketId: string,
): Promise<{ olt: OltRecord; onu: ContractOnu; contract: Contract }> {
  const contract = await requireContract(store, ticketId);
  const { onu } = contract;
  if (!onu) throw onuError('server.onu_missing');
  return { olt: await requireOlt(store, onu.oltId), onu, contract };
}

/** @throws FieldError `server.not_found` */
export async function requireContract(store: Store, ticketId: string): Promise<Contract> {
  const contract = await store.contracts.findOfTicket(ticketId);
  if (!contract) throw protocolError('server.not_found');
  return contract;
}

/** @throws FieldError `server.olt_missing` */
export async function requireOlt(store: Store, oltId: string): Promise<OltRecord> {
  const olt = await store.olts.find(oltId);
  if (!olt) throw onuError('server.olt_missing');
  return olt;
}

/** @throws FieldError `server.onu_of_other_contract` */
export async function requireFree(store: Store, serialNumber: string, { id }: Contract): Promise<void> {
  if (await store.contracts.isOnuTaken(serialNumber, id)) {
    throw onuError('server.onu_of_other_contract', { serialNumber });
  }
}
