import { parseOnuAddress } from '@field/core';
import type { OltSessions, WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import { checkAuthorization, hasGemPort, planAuthorizeOnu, tcontProfileIn } from '../plans/authorize-onu.ts';
import { askWhereSerialIs } from '../reads/find-onu.ts';
import { askForOnuTypes, askForTcontProfiles } from '../reads/list-profiles.ts';
import { askForConfiguration, askForFlows } from '../reads/onu-configuration.ts';
import { askForBaseInfo, askForStates } from '../reads/port-onus.ts';
import { askForGeneration, askWhoStands, isUnit } from './gather.ts';
import { verification } from './verification.ts';

/** Where the serial number is authorized already, with its configuration there. */
async function askForKnown(sessions: OltSessions, family: Family, serial: string) {
  const place = await askWhereSerialIs(sessions, serial);
  const unit = place && (await askWhoStands(sessions, family, place));
  return unit ? { unit, configuration: await askForConfiguration(sessions, family, unit.address) } : null;
}

export const authorizeOnu = (family: Family): WriteOperation<'authorizeOnu'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    const checked = checkAuthorization(request);
    const known = await askForKnown(sessions, family, checked.serial);
    const generation = await askForGeneration(sessions, family);
    const tcontProfiles = await askForTcontProfiles(sessions, family);
    const onuTypes = await askForOnuTypes(sessions);
    const configured = await askForBaseInfo(sessions, family, request.at);
    const states = await askForStates(sessions, family, request.at);
    // Last of all: whoever else takes an id does it now or meets the device's refusal.
    const takenIds = [...new Set([...configured, ...states].map(({ address }) => address.onuId))];
    return planAuthorizeOnu(family, checked, { generation, tcontProfiles, onuTypes, takenIds, known });
  },
  async verify(sessions, request, plan) {
    const { serial } = checkAuthorization(request);
    const unit = await askWhoStands(sessions, family, plan.address);
    const added = isUnit(unit, serial);
    const lines = added ? (await askForFlows(sessions, family, plan.address)).unit : [];
    const from = plan.before?.at;
    const old = from == null ? null : await askWhoStands(sessions, family, parseOnuAddress(from));
    return verification(plan, (id) => {
      if (id === 'remove-onu') return !isUnit(old, serial);
      if (id === 'add-onu') return added;
      const sent = plan.steps.find((step) => step.id === id)?.send ?? '';
      if (id === 'tcont-1') return tcontProfileIn(lines) === sent.split(' ').at(-1);
      if (id === 'gemport-1') return hasGemPort(lines);
      return hasDescription(lines, sent);
    });
  },
});

/** A C6xx shows a description as stars: on a unit that was just added it is the one that was given. */
function hasDescription(lines: readonly string[], sent: string): boolean {
  return lines.some((line) => line.replaceAll('"', '') === sent || /^description \*+$/.test(line));
}
