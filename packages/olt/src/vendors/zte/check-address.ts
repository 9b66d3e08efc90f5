import type { OnuAddress, PonPortAddress } from '@field/core';
import { checkWhole } from '../../toolkit/check-request.ts';

/** A GPON port takes ids 1 to 128. */
export const highestOnuId = 128;

/** A port no ZXA10 could have is refused before a byte is sent. @throws FieldError `olt.bad_request` */
export function checkPort(at: PonPortAddress, field = 'at'): PonPortAddress {
  return {
    // A few old chassis print shelf 0.
    shelf: checkWhole(`${field}.shelf`, at.shelf, 0, 15),
    slot: checkWhole(`${field}.slot`, at.slot, 0, 31),
    port: checkWhole(`${field}.port`, at.port, 1, 32),
  };
}

/** @throws FieldError `olt.bad_request` */
export function checkOnu(address: OnuAddress, field = 'address'): OnuAddress {
  const onuId = checkWhole(`${field}.onuId`, address.onuId, 1, highestOnuId);
  return { ...checkPort(address, field), onuId };
}
