import { formatOnuAddress, type OnuAddress, type PonPortAddress } from '@field/core';
import type { AuthorizeOnu, OnuService } from '@field/olt';
import type { OltRecord, OnuProfile } from './olt-record.ts';
import { onuError } from './onu-errors.ts';

/** An authorization with the OLT's own numbers filled in. */
export interface AuthorizationRequest {
  readonly at: PonPortAddress;
  readonly serialNumber: string;
  readonly profile: OnuProfile;
  /** Written beside the ONU on the OLT: the contract, no personal data. */
  readonly description: string;
}

/**
 * The profile an ONU gets: the one asked for, else the contract's, else the OLT's only one.
 * @throws FieldError `server.onu_profile_missing`
 */
export function chooseProfile(olt: OltRecord, wanted: string | null): OnuProfile {
  const { profiles } = olt;
  const profile =
    wanted === null && profiles.length === 1 ? profiles[0] : profiles.find(({ name }) => name === wanted);
  if (!profile) throw onuError('server.onu_profile_missing', { olt: olt.name, profile: wanted ?? '?' });
  return profile;
}

/** What an authorization does at its place, in a line. */
export function summaryOf({ serialNumber, profile: { name, service } }: AuthorizationRequest) {
  const carrying = service ? `, VLAN ${service.vlan} on GEM port ${service.gemPort}` : '';
  return (address: OnuAddress): string =>
    `ONU ${serialNumber} at ${formatOnuAddress(address)}, profile ${name}${carrying}.`;
}

/** What the OLT is asked for: the ONU and, where its line profile does not carry one already, its service. */
export function toAuthorizeOnu(request: AuthorizationRequest): AuthorizeOnu {
  const { at, serialNumber, profile, description } = request;
  const { lineProfileId, serviceProfileId, service } = profile;
  return {
    at,
    authentication: { kind: 'serialNumber', serialNumber },
    lineProfileId,
    serviceProfileId,
    description,
    ...(service && { service: serviceOf(service) }),
  };
}

/** A profile's service as the OLT is asked for it. */
export function serviceOf({
  vlan,
  userVlan,
  gemPort,
  nativeVlanPorts = [],
}: NonNullable<OnuProfile['service']>): OnuService {
  return {
    flows: [{ vlan, gemPort, ...(userVlan !== undefined && { userVlan }) }],
    nativeVlans: nativeVlanPorts.map((ethPort) => ({ ethPort, vlan })),
  };
}
