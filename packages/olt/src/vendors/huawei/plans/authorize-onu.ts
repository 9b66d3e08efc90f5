import { formatOnuAddress, formatPonPort, type OnuAddress, samePonPort } from '@field/core';
import type { AuthorizeOnu } from '../../../contract/operations.ts';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { checkText, checkWhole } from '../../../toolkit/check-request.ts';
import { checkPort, highestGponOnuId, highestOnuId } from '../check-address.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import type { OntInfo } from '../parsers/ont-info.ts';
import { type AuthenticationWords, authenticationWords } from './authentication.ts';
import { added, conflict, deleteUnit, removalSteps, restorable, unitCommand, unitOf } from './commands.ts';
import { checkService, planProvisionService, serviceStepsOfNew } from './provision-service.ts';

/** What the OLT holds that counts for an authorization. */
export interface AuthorizeFacts {
  /** Ids taken on the port. */
  readonly takenIds: readonly number[];
  /** Where the serial number is authorized already. */
  readonly known: OntInfo | null;
  /** Its configuration there, when it is to move or to get a service. */
  readonly knownConfiguration: OntConfiguration | null;
}

/** The longest description `ont add` and `ont modify` take in every firmware seen. */
export const descriptionRule = { min: 1, max: 64, blanks: true };
const highestProfileId = 8192;

/** A request that was checked: nothing in it can mean anything else to a command line. */
export interface CheckedAuthorization {
  readonly request: AuthorizeOnu;
  readonly authentication: AuthenticationWords;
}

/** @throws FieldError `olt.bad_request` naming the field, before a byte is sent */
export function checkAuthorization(request: AuthorizeOnu): CheckedAuthorization {
  checkPort(request.at);
  if (request.onuId !== undefined) checkWhole('onuId', request.onuId, 0, highestOnuId);
  checkWhole('lineProfileId', request.lineProfileId, 0, highestProfileId);
  checkWhole('serviceProfileId', request.serviceProfileId, 0, highestProfileId);
  if (request.description !== undefined) checkText('description', request.description, descriptionRule);
  if (request.service) checkService(request.service);
  return { request, authentication: authenticationWords(request.authentication) };
}

/**
 * Binds an ONU to a port and an id. The same serial number in the same place with the same profiles is `unchanged`, whatever its
 * description; with others, or elsewhere, it is a conflict, unless it is to move: then it is taken away there first, with its flows,
 * and put back if the new place refuses it. A service asked for with it is part of the same plan.
 */
export function planAuthorizeOnu(
  { request, authentication }: CheckedAuthorization,
  facts: AuthorizeFacts,
): WriteDecision {
  const { at, lineProfileId, serviceProfileId } = request;
  const { known } = facts;
  if (known && stands(known, request)) {
    if (known.lineProfileId === lineProfileId && known.serviceProfileId === serviceProfileId)
      return planService(known, request, facts);
    return conflict(known.address, 'olt.other_profiles', {
      expected: `${lineProfileId}/${serviceProfileId}`,
      found: `${known.lineProfileId}/${known.serviceProfileId}`,
    });
  }
  if (known && (!request.move || !facts.knownConfiguration)) {
    const details = { serialNumber: known.serialNumber, at: formatOnuAddress(known.address) };
    return conflict(known.address, 'olt.serial_exists', details);
  }
  const stays = facts.knownConfiguration && restorable(facts.knownConfiguration);
  if (known && stays) return conflict(known.address, 'olt.service_not_restorable', { line: stays });

  const onuId = request.onuId ?? smallestFree(facts.takenIds);
  if (onuId === null) return conflict(null, 'olt.port_full', { port: formatPonPort(at) });
  const address: OnuAddress = { shelf: at.shelf, slot: at.slot, port: at.port, onuId };
  if (facts.takenIds.includes(onuId)) {
    return conflict(address, 'olt.onu_id_taken', { onu: formatOnuAddress(address) });
  }
  const removal = known && facts.knownConfiguration ? removalSteps(facts.knownConfiguration) : [];
  return {
    kind: 'plan',
    plan: {
      outcome: known ? 'moved' : 'created',
      address,
      steps: [
        ...removal,
        addStep(address, request, authentication),
        ...(request.service ? serviceStepsOfNew(address, request.service) : []),
      ],
      ...(known && { before: { at: formatOnuAddress(known.address) } }),
    },
  };
}

/** What an ONU that is authorized as asked still lacks of its service. */
function planService(
  { address, gemPorts }: OntInfo,
  { service }: AuthorizeOnu,
  { knownConfiguration }: AuthorizeFacts,
): WriteDecision {
  if (!service || !knownConfiguration) return { kind: 'unchanged', address };
  return planProvisionService({ address, ...service }, { configuration: knownConfiguration, gemPorts });
}

/** Whether the unit is where it was asked to be: the port, and the id if one was named. */
function stands({ address }: OntInfo, { at, onuId }: AuthorizeOnu): boolean {
  return samePonPort(address, at) && (onuId === undefined || onuId === address.onuId);
}

function addStep(
  address: OnuAddress,
  { lineProfileId, serviceProfileId, description }: AuthorizeOnu,
  { words, secrets }: AuthenticationWords,
): PlanStep {
  const profiles = `ont-lineprofile-id ${lineProfileId} ont-srvprofile-id ${serviceProfileId}`;
  const named = description === undefined ? '' : ` desc "${description}"`;
  const command = unitCommand(address, `ont add ${unitOf(address)} ${words} omci ${profiles}${named}`);
  return {
    kind: 'cli',
    id: 'add-onu',
    ...command,
    ...(secrets.length > 0 && { secrets }),
    success: added,
    undo: [deleteUnit(address)],
  };
}

function smallestFree(taken: readonly number[]): number | null {
  for (let id = 0; id <= highestGponOnuId; id += 1) if (!taken.includes(id)) return id;
  return null;
}
