/** Whether a server, whoever wrote it, keeps what the Field protocol promises. */
export type { ConformanceLogin } from './bench.ts';
export { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
export { formatReport } from './format-report.ts';
export { protocolPromises } from './promises/promises.ts';
export type { ProtocolPromise } from './protocol-promise.ts';
export {
  type ConformanceOptions,
  type ConformanceReport,
  type PromiseResult,
  runConformance,
} from './run-conformance.ts';
