import { describe, expect, test } from 'vitest';
import type { OltProfile } from '../../src/contract/vendor-driver.ts';
import huawei from '../../src/vendors/huawei/index.ts';
import zte from '../../src/vendors/zte/index.ts';
import { fuzzSnmp, walkSimulator } from './fuzz-snmp.ts';

describe('wrong types, huge and negative numbers, short octets, indexes nobody knows', () => {
  test.each([
    [{ vendor: 'huawei' }, huawei.profiles.smartax],
    [{ vendor: 'zte', model: 'C320' }, zte.profiles.c3xx],
    [{ vendor: 'zte', model: 'C600' }, zte.profiles.c6xx],
  ])('%o: rows, or a typed error', async (options, profile) => {
    const seed = Number(process.env.FIELD_FUZZ_SEED ?? 20_261_126);
    const variables = await walkSimulator(options);
    expect(variables.size).toBeGreaterThan(100);
    const { rows, errors, wrong } = await fuzzSnmp(profile as OltProfile, variables, seed, 60);
    expect(wrong, `FIELD_FUZZ_SEED=${seed}`).toEqual([]);
    expect(rows).toBeGreaterThan(10);
    expect(errors).toBeGreaterThan(2);
  });
});
