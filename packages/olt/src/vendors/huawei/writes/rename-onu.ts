import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import { checkText } from '../../../toolkit/check-request.ts';
import { descriptionRule } from '../plans/authorize-onu.ts';
import { configuredDescription, planRename } from '../plans/change-onu.ts';
import { askForConfiguration, askWhatStands, decideAbout } from './gather.ts';
import { verification } from './verification.ts';

export const renameOnu: WriteOperation<'renameOnu'> = {
  needs: ['cli'],
  async plan(sessions, request) {
    const description = checkText('description', request.description, descriptionRule);
    return decideAbout(sessions, request, async ({ address }) =>
      planRename(await askForConfiguration(sessions, address), description),
    );
  },
  async verify(sessions, { address, description }, plan) {
    const there = await askWhatStands(sessions, address);
    return verification(
      plan,
      () => there !== null && configuredDescription(there.configuration) === description,
    );
  },
};
