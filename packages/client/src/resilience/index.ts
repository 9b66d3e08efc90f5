/** Reads that are tried again, for places with bad coverage. Changes belong in an outbox. */
export { type Retry, type RetryReadsOptions, retryReads } from './retry-reads.ts';
