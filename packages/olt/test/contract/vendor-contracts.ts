import type { VendorCases } from '../../src/contract/vendor-cases.ts';
import type { VendorDriver } from '../../src/contract/vendor-driver.ts';
import type { RecordedCase } from '../../src/testing/index.ts';
import { vendors } from '../../src/vendors/index.ts';
import { recordedCasesOf } from './recorded-cases.ts';

/** A driver and all it is held against. */
export interface VendorContract {
  readonly driver: VendorDriver;
  readonly cases: VendorCases;
  readonly recorded: Readonly<Record<string, RecordedCase>>;
}

/** Of every vendor there is. */
export async function loadVendorContracts(): Promise<readonly VendorContract[]> {
  return Promise.all(
    Object.entries(vendors).map(async ([name, load]) => {
      const { default: cases } = (await import(`../../src/vendors/${name}/cases/index.ts`)) as {
        default: VendorCases;
      };
      return { driver: await load(), cases, recorded: await recordedCasesOf(name) };
    }),
  );
}
