import { parse } from '../index.ts';
import { object, oneOf } from '../schema/schema.ts';
import { onuJobRequests, type StartOnuJob } from './start-onu-job.ts';

/** What a job does. */
export const OnuJobKind = /* @__PURE__ */ oneOf([
  'discover',
  'plan',
  'authorize',
  'provision',
  'verifySignal',
  'replace',
  'deprovision',
]);
export type OnuJobKind = keyof typeof onuJobRequests;

/**
 * Reads what starts a job by the shape its `kind` names, so that an issue names the field of that shape.
 * @throws ValidationError
 */
export function parseStartOnuJob(input: unknown): StartOnuJob {
  const { kind } = parse(object({ kind: OnuJobKind }), input);
  return parse(onuJobRequests[kind], input) as StartOnuJob;
}
