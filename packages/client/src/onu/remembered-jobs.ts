import { parseStartOnuJob, type StartOnuJob } from '@field/core/onu-jobs';
import type { Technician } from '../http/caller.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import { stored } from '../storage/stored.ts';

/** A job this device asked for, kept from before the first byte is sent until it is known how it ended. */
export interface RememberedJob {
  readonly operationId: string;
  readonly ticketId: string;
  readonly request: StartOnuJob;
  readonly askedAt: string;
  /** `null`: whether the server took it is not known. */
  readonly jobId: string | null;
}

/** The jobs one technician asked for on this device. */
export interface RememberedJobs {
  list(owner: Technician): Promise<readonly RememberedJob[]>;
  keep(owner: Technician, job: RememberedJob): Promise<void>;
  forget(owner: Technician, operationId: string): Promise<void>;
}

export function createRememberedJobs(storage: RecordStorage): RememberedJobs {
  const prefix = ({ technicianId, tenantId }: Technician) =>
    `onu-job/${encodeURIComponent(tenantId)}/${encodeURIComponent(technicianId)}/`;
  return {
    async list(owner) {
      const records = await stored(() => storage.list(prefix(owner)));
      const jobs = records.flatMap(([, text]) => parseRemembered(String(text)) ?? []);
      return jobs.sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1));
    },
    keep: (owner, job) =>
      stored(() => storage.commit([[prefix(owner) + job.operationId, JSON.stringify(job)]])),
    forget: (owner, operationId) => stored(() => storage.commit([[prefix(owner) + operationId, null]])),
  };
}

function parseRemembered(text: string): RememberedJob | undefined {
  try {
    const job = JSON.parse(text) as RememberedJob;
    return { ...job, request: parseStartOnuJob(job.request) };
  } catch {
    // A kind only another version of the app knows: the server's list of the ticket's jobs has it too.
    return undefined;
  }
}
