import type { DeviceFacts } from '../../contract/vendor-driver.ts';
import { models } from './oids.ts';

/** Models of the MDU family (MA5612 to MA5628) have the same system description and log in alike, but are no OLTs. */
const mdu = /\(MA56[12]\d/;
const mduObjectIds: readonly string[] = ['1.3.6.1.4.1.2011.2.185'];
const enterprise = '1.3.6.1.4.1.2011.';

const product = /Huawei Integrated Access Software/i;
/** No other vendor of ours asks with these marks. */
const loginPrompt = />>User name:/;

/** Whether a device is an OLT of this family, by what it says of itself before anybody logged in. */
export function identify({ sysObjectId, sysDescr, banner }: DeviceFacts): boolean {
  if (mdu.test(banner) || mduObjectIds.includes(sysObjectId)) return false;
  return (
    Object.hasOwn(models, sysObjectId) ||
    // OLTs and MDUs describe themselves in the same words: without a sysObjectID they say nothing.
    (sysObjectId.startsWith(enterprise) && product.test(sysDescr)) ||
    product.test(banner) ||
    loginPrompt.test(banner)
  );
}
