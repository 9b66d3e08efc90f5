/** Work on OLTs, followed from the phone: it goes on without it. */
export { judgeJobSignal } from './judge-job-signal.ts';
export {
  type OnuJobs,
  type OnuJobsOptions,
  openOnuJobs,
  type RememberedJob,
  type StartOptions,
} from './onu-jobs.ts';
export type { OnuWork, OnuWorkSnapshot } from './onu-work.ts';
