import type { DeviceFacts } from '../../contract/vendor-driver.ts';

/** sysObjectIDs of the models this folder drives. */
const products: readonly string[] = [];

/** What the models say in their system description or before the login. */
const described = /\bAcme OLT\b/i;

/** Whether a device is an OLT of this vendor, by what it says of itself before anybody logged in. */
export function identify({ sysObjectId, sysDescr, banner }: DeviceFacts): boolean {
  return products.includes(sysObjectId) || described.test(sysDescr) || described.test(banner);
}
