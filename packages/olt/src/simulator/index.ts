export type {
  SimulatedFlow,
  SimulatedOlt,
  SimulatedOltEvent,
  SimulatedOnu,
  SimulatedUnit,
} from '../contract/simulated-olt.ts';
export type { TerminalIo } from '../contract/vendor-simulator.ts';
export type { SimulatedUser } from './accounts.ts';
export type { Fault, FaultEvent } from './faults.ts';
export type { SimulatorOptions } from './options.ts';
export { serveTerminal, type TerminalStreams } from './serve-terminal.ts';
export type { SimulatedOltHandle } from './simulated-olt-handle.ts';
export type { AuthProtocol, PrivProtocol, V3User } from './snmp/usm-keys.ts';
export { type Simulator, type SimulatorEndpoint, startSimulator } from './start-simulator.ts';
export type { LineInterceptor, LineVerdict } from './terminal.ts';
export { simulatedVendors } from './voices.ts';
