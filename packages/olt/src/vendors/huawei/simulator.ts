import type { VendorSimulator } from '../../contract/vendor-simulator.ts';
import { chassis } from './simulator/chassis.ts';
import { playTerminal } from './simulator/login.ts';
import { serve } from './simulator/serve.ts';
import { snmpTables } from './simulator/snmp/tables.ts';
import { trapOf } from './simulator/snmp/traps.ts';

/** The voice of a SmartAX MA5800. */
export default {
  vendor: 'huawei',
  chassis: [chassis],
  serve,
  terminal: playTerminal,
  snmpTables,
  trap: trapOf,
} satisfies VendorSimulator;
