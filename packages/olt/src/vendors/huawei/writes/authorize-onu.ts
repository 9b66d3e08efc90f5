import { parseOnuAddress } from '@field/core';
import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { checkAuthorization, planAuthorizeOnu } from '../plans/authorize-onu.ts';
import { askForSerial } from '../reads/find-onu.ts';
import { askForOntList } from '../reads/port-onus.ts';
import { askForConfiguration, askWhatStands, askWhoStands, isUnit } from './gather.ts';
import { serviceHolds } from './provision-service.ts';
import { removalHolds, verification } from './verification.ts';

export const authorizeOnu: WriteOperation<'authorizeOnu'> = {
  needs: ['cli'],
  async plan(sessions, request) {
    const checked = checkAuthorization(request);
    const { serial } = checked.authentication;
    const known = serial === null ? null : await askForSerial(sessions, serial);
    const takenIds = (await askForOntList(sessions, request.at)).map(({ address }) => address.onuId);
    const needsConfiguration = request.move === true || request.service !== undefined;
    const knownConfiguration =
      known && needsConfiguration ? await askForConfiguration(sessions, known.address) : null;
    return planAuthorizeOnu(checked, { takenIds, known, knownConfiguration });
  },
  async verify(sessions, request, plan) {
    const { serial } = checkAuthorization(request).authentication;
    const { service } = request;
    const info = await askWhoStands(sessions, plan.address);
    const configuration = info && service ? await askForConfiguration(sessions, plan.address) : null;
    const added =
      info !== null &&
      info.lineProfileId === request.lineProfileId &&
      info.serviceProfileId === request.serviceProfileId &&
      (serial === null || isUnit(info, serial));
    const from = plan.before?.at;
    const there = from == null ? null : await askWhatStands(sessions, parseOnuAddress(from));
    const stays = there !== null && serial !== null && isUnit(there.info, serial);
    return verification(plan, (id) => {
      if (id === 'add-onu') return added;
      if (id.startsWith('remove-')) return removalHolds(plan, id, stays ? there.configuration : null);
      return (
        added && service !== undefined && configuration !== null && serviceHolds(id, service, configuration)
      );
    });
  },
};
