import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import huawei from '../vendors/huawei/simulator.ts';
import zte from '../vendors/zte/simulator.ts';

/** Every vendor that has a simulator, by name. */
export const voices: Readonly<Record<string, VendorSimulator>> = { huawei, zte };

/** Names of the vendors that can be simulated. */
export const simulatedVendors: readonly string[] = Object.keys(voices);
