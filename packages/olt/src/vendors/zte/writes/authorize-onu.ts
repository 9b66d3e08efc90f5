import { parseOnuAddress } from '@field/core';
import type { AuthorizeOnu } from '../../../contract/operations.ts';
import type { OltSessions, WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { checkAuthorization, hasGemPort, planAuthorizeOnu, tcontProfileIn } from '../plans/authorize-onu.ts';
import { unquoted } from '../plans/commands.ts';
import { askWhereSerialIs } from '../reads/find-onu.ts';
import { askForOnuTypes, askForTcontProfiles } from '../reads/list-profiles.ts';
import { askForBaseInfo, askForStates } from '../reads/port-onus.ts';
import { askForGeneration, askWhatStands, isUnit } from './gather.ts';
import { profilesFor, serviceHolds, trafficProfilesFor } from './provision-service.ts';
import { removalHolds, verification } from './verification.ts';

const noService: NonNullable<AuthorizeOnu['service']> = { flows: [] };

/** Ids of the port that are taken: by what is configured, and by what only the list of states shows. */
async function askForTakenIds(sessions: OltSessions, family: Family, { at }: AuthorizeOnu) {
  const configured = await askForBaseInfo(sessions, family, at);
  const states = await askForStates(sessions, family, at);
  return [...new Set([...configured, ...states].map(({ address }) => address.onuId))];
}

export const authorizeOnu = (family: Family): WriteOperation<'authorizeOnu'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    const checked = checkAuthorization(family, request);
    const place = await askWhereSerialIs(sessions, checked.serial);
    return planAuthorizeOnu(family, checked, {
      known: place && (await askWhatStands(sessions, family, place)),
      generation: await askForGeneration(sessions, family),
      tcontProfiles: await askForTcontProfiles(sessions, family),
      onuTypes: await askForOnuTypes(sessions),
      ...(await profilesFor(sessions, family, request.service ?? noService)),
      // Last of all: whoever else takes an id does it now or meets the device's refusal.
      takenIds: await askForTakenIds(sessions, family, request),
    });
  },
  async verify(sessions, request, plan) {
    const { serial } = checkAuthorization(family, request);
    const { service = noService } = request;
    const there = await askWhatStands(sessions, family, plan.address);
    const configuration = isUnit(there?.unit ?? null, serial) ? there?.configuration : undefined;
    const from = plan.before?.at;
    const old = from == null ? null : await askWhatStands(sessions, family, parseOnuAddress(from));
    const profiles = await trafficProfilesFor(sessions, family, service);
    return verification(plan, (id) => {
      if (id === 'remove-onu') return removalHolds(plan, isUnit(old?.unit ?? null, serial) ? old : null);
      if (!configuration) return false;
      const sent = plan.steps.find((step) => step.id === id)?.send ?? '';
      if (id === 'add-onu') return true;
      if (id === 'tcont-1') return tcontProfileIn(configuration.unit) === sent.split(' ').at(-1);
      if (id === 'gemport-1') return hasGemPort(configuration.unit);
      if (id === 'describe-onu') return hasDescription(configuration.unit, sent);
      return serviceHolds(id, family, service, profiles, configuration);
    });
  },
});

/** A C6xx shows a description as stars: on a unit that was just added it is the one that was given. */
function hasDescription(lines: readonly string[], sent: string): boolean {
  return lines.some((line) => unquoted(line) === sent || /^description \*+$/.test(line));
}
