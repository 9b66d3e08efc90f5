import type { OnuAddress, PonPortAddress } from '@field/core';
import { checkWhole } from '../../toolkit/check-request.ts';

/** A port no SmartAX could have is refused before a byte is sent. @throws FieldError `olt.bad_request` */
export function checkPort(at: PonPortAddress, field = 'at'): PonPortAddress {
  return {
    shelf: checkWhole(`${field}.shelf`, at.shelf, 0, 63),
    slot: checkWhole(`${field}.slot`, at.slot, 0, 63),
    port: checkWhole(`${field}.port`, at.port, 0, 31),
  };
}

/** The highest ONT id any port counts to; what GPON numbers end at is {@link highestGponOnuId}. */
export const highestOnuId = 255;

/** A GPON port takes 128 ONTs (HUAWEI-XPON-MIB). */
export const highestGponOnuId = 127;

/** @throws FieldError `olt.bad_request` */
export function checkOnu(address: OnuAddress, field = 'address'): OnuAddress {
  const onuId = checkWhole(`${field}.onuId`, address.onuId, 0, highestOnuId);
  return { ...checkPort(address, field), onuId };
}
