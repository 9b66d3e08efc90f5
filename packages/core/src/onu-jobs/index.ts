/** Jobs on OLTs: what starts one, and how it goes. Online only: a phone without coverage has no OLT to speak of. */
export {
  hasEnded,
  OnuJob,
  OnuJobPhase,
  OnuJobProgress,
  OnuJobState,
  OnuJobs,
  OnuTranscript,
  OnuTranscriptEvent,
  OnuWriteResult,
} from './onu-job.ts';
export { OnuJobKind, parseStartOnuJob } from './parse-start-onu-job.ts';
export {
  AuthorizeOnuJob,
  DeprovisionOnuJob,
  DiscoverOnusJob,
  PlanOnuJob,
  ProvisionOnuJob,
  ReplaceOnuJob,
  StartOnuJob,
  VerifySignalJob,
} from './start-onu-job.ts';
