import { formatOnuAddress, formatPonPort, type OnuAddress, samePonPort } from '@field/core';
import type { AuthorizeOnu, OltProfileEntry } from '../../../contract/operations.ts';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { badRequest, checkText, checkWhole } from '../../../toolkit/check-request.ts';
import { checkPort, highestOnuId } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import { readGivenText } from '../parsers/detail-info.ts';
import type { VlanProfile } from '../parsers/profiles.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { spellSerial } from '../serial.ts';
import {
  addUnit,
  conflict,
  nameOf,
  onuCommand,
  removalStep,
  removeUnit,
  restorable,
  step,
} from './commands.ts';
import type { Generation } from './generation.ts';
import { checkService, planProvisionService } from './provision-service.ts';

/** What the OLT holds that counts for an authorization. */
export interface AuthorizeFacts {
  readonly generation: Generation;
  readonly tcontProfiles: readonly OltProfileEntry[];
  readonly onuTypes: readonly OltProfileEntry[];
  /** Asked only for a service that names a traffic table. */
  readonly trafficProfiles: readonly OltProfileEntry[];
  /** Asked only for a service with a PPPoE client. */
  readonly vlanProfiles: readonly VlanProfile[];
  /** Ids taken on the port, those of units that never came included. */
  readonly takenIds: readonly number[];
  /** Where the serial number is authorized already, and what is configured for it there. */
  readonly known: { readonly unit: BaseInfo; readonly configuration: OnuConfiguration } | null;
}

/** The length of the MIB's column; no blanks, which the command line takes for another word. */
const descriptionRule = { min: 1, max: 127, blanks: false };

/** What reads back as no description could not be told from none. @throws FieldError `olt.bad_request` */
export function checkDescription(description: string): string {
  const text = checkText('description', description, descriptionRule);
  if (readGivenText(text) === null)
    throw badRequest('description', 'must not be stars, or a name the OLT gives by itself');
  return text;
}

/** A request that was checked: nothing in it can mean anything else to a command line. */
export interface CheckedAuthorization {
  readonly request: AuthorizeOnu;
  readonly serial: string;
}

/** @throws FieldError `olt.bad_request` naming the field, before a byte is sent */
export function checkAuthorization(family: Family, request: AuthorizeOnu): CheckedAuthorization {
  checkPort(request.at);
  if (request.onuId !== undefined) checkWhole('onuId', request.onuId, 1, highestOnuId);
  checkWhole('lineProfileId', request.lineProfileId, 0, 65_535);
  checkWhole('serviceProfileId', request.serviceProfileId, 0, 65_535);
  if (request.description !== undefined) checkDescription(request.description);
  if (request.service) checkService(family, request.service);
  const { authentication } = request;
  if (authentication.kind !== 'serialNumber')
    throw badRequest('authentication.kind', 'must be serialNumber for this vendor');
  return { request, serial: spellSerial(authentication.serialNumber, 'authentication.serialNumber') };
}

/** The T-CONT profile an ONU's first T-CONT has. */
export function tcontProfileIn(unit: readonly string[]): string | null {
  return unit.flatMap((line) => /^tcont 1 (?:name \S+ )?profile (\S+)/.exec(line)?.[1] ?? [])[0] ?? null;
}

/** Whether an ONU has its first GEM port. */
export function hasGemPort(unit: readonly string[]): boolean {
  return unit.some((line) => /^gemport 1 (?:.* )?tcont 1\b/.test(line));
}

/**
 * Binds an ONU to a port and an id, with one T-CONT and one GEM port, which is all that a line profile gives on other OLTs. The line
 * profile is a T-CONT profile, the service profile an ONU type. The same unit in the same place with the same two is `unchanged`;
 * with others, or elsewhere, it is a conflict, unless it is to move: then it is taken away there first, and put back if the new
 * place refuses it. A service asked for with it is part of the same plan.
 */
export function planAuthorizeOnu(
  family: Family,
  { request, serial }: CheckedAuthorization,
  facts: AuthorizeFacts,
): WriteDecision {
  const { at } = request;
  const tcont = nameOf(facts.tcontProfiles, request.lineProfileId);
  const type = nameOf(facts.onuTypes, request.serviceProfileId);
  if (tcont === null || type === null) {
    const [field, id] =
      tcont === null
        ? ['lineProfileId', request.lineProfileId]
        : ['serviceProfileId', request.serviceProfileId];
    return conflict(null, 'olt.profile_missing', { field, id });
  }
  const { known } = facts;
  const place = known?.unit.address;
  if (known && place && stands(place, request)) {
    const foundTcont = tcontProfileIn(known.configuration.unit);
    if (known.unit.type === type && foundTcont === tcont) {
      const { service } = request;
      if (!service) return { kind: 'unchanged', address: place };
      const { configuration } = known;
      return planProvisionService(family, { address: place, ...service }, { ...facts, configuration });
    }
    return conflict(place, 'olt.other_profiles', {
      expected: `${tcont}/${type}`,
      found: `${foundTcont ?? '-'}/${known.unit.type}`,
    });
  }
  if (known && place && !request.move)
    return conflict(place, 'olt.serial_exists', { serialNumber: serial, at: formatOnuAddress(place) });
  const stays = known && restorable(known.unit, known.configuration);
  if (place && stays) return conflict(place, 'olt.service_not_restorable', { line: stays });

  const onuId = request.onuId ?? smallestFree(facts.takenIds);
  if (onuId === null) return conflict(null, 'olt.port_full', { port: formatPonPort(at) });
  const address: OnuAddress = { shelf: at.shelf, slot: at.slot, port: at.port, onuId };
  if (facts.takenIds.includes(onuId))
    return conflict(address, 'olt.onu_id_taken', { onu: formatOnuAddress(address) });
  const steps = additionSteps(family, facts.generation, { address, type, tcont, serial, request });
  const service = planServiceOfNew(family, address, request, facts, steps);
  if (service && !('steps' in service)) return service;
  const removal = known ? [removalStep(family, known.unit, known.configuration)] : [];
  return {
    kind: 'plan',
    plan: {
      outcome: known ? 'moved' : 'created',
      address,
      steps: [...removal, ...steps, ...(service?.steps ?? [])],
      ...(place && { before: { at: formatOnuAddress(place) } }),
    },
  };
}

/** The service of a unit that has nothing but what the steps before give it. It goes when the unit goes. */
function planServiceOfNew(
  family: Family,
  address: OnuAddress,
  { service }: AuthorizeOnu,
  facts: AuthorizeFacts,
  before: readonly PlanStep[],
): { readonly steps: readonly PlanStep[] } | WriteDecision | null {
  if (!service) return null;
  const configuration: OnuConfiguration = {
    unit: before.map(({ send }) => send),
    vports: new Map(),
    management: [],
    flows: [],
  };
  const decision = planProvisionService(family, { address, ...service }, { ...facts, configuration });
  if (decision.kind !== 'plan') return decision;
  return { steps: decision.plan.steps.map((one) => ({ ...one, undo: [] })) };
}

/** Whether the unit is where it was asked to be: the port, and the id if one was named. */
function stands(place: OnuAddress, { at, onuId }: AuthorizeOnu): boolean {
  return samePonPort(place, at) && (onuId === undefined || onuId === place.onuId);
}

interface Addition {
  readonly address: OnuAddress;
  readonly type: string;
  readonly tcont: string;
  readonly serial: string;
  readonly request: AuthorizeOnu;
}

/** What follows the first step goes when the unit goes. */
function additionSteps(
  family: Family,
  generation: Generation,
  { address, type, tcont, serial, request }: Addition,
): PlanStep[] {
  const on = (id: string, send: string) => step(id, onuCommand(family, address, send));
  const { description } = request;
  return [
    step('add-onu', addUnit(family, address, type, serial), [removeUnit(family, address)]),
    ...(description === undefined ? [] : [on('describe-onu', `description ${description}`)]),
    on('tcont-1', `tcont 1 profile ${tcont}`),
    on('gemport-1', generation === 1 ? 'gemport 1 name gem1 unicast tcont 1 dir both' : 'gemport 1 tcont 1'),
  ];
}

function smallestFree(taken: readonly number[]): number | null {
  for (let id = 1; id <= highestOnuId; id += 1) if (!taken.includes(id)) return id;
  return null;
}
