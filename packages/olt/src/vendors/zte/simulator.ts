import type { VendorSimulator } from '../../contract/vendor-simulator.ts';
import { chassis } from './simulator/chassis.ts';
import { playTerminal } from './simulator/login.ts';
import { serve } from './simulator/onu-lines.ts';
import { snmpTables } from './simulator/snmp/tables.ts';

/** The two voices of ZXA10: that of C300 and C320, firmware 1.x and 2.x, and that of C600 and its sisters. The chassis says which. */
export default {
  vendor: 'zte',
  chassis,
  serve,
  terminal: playTerminal,
  snmpTables,
} satisfies VendorSimulator;
