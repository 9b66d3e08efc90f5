import { type ContractOnu, isFieldError, type OnuState, sameSerialNumber } from '@field/core';
import type { OltSession } from './olt-gateway.ts';

/** How the ONU of a contract is now; `unknown` where another unit, or none, stands in its place. */
export async function readOnuState(
  session: OltSession,
  onu: ContractOnu,
  signal: AbortSignal,
): Promise<OnuState> {
  try {
    const { serialNumber, runState } = await session.readOnu({ address: onu.address }, { signal });
    const isSame = serialNumber !== null && sameSerialNumber(serialNumber, onu.serialNumber);
    return isSame ? runState : 'unknown';
  } catch (error) {
    if (isFieldError(error, 'olt.onu_not_found')) return 'unknown';
    throw error;
  }
}
