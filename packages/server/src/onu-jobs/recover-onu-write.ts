import type { PlannedWrite } from '@field/olt';
import { onuError } from './onu-errors.ts';
import { requireOlt } from './prepare-onu-work.ts';
import { endOf, type JobDesk, type JobEnd, withinOlt } from './run-onu-job.ts';
import { trySave } from './save-in-doubt.ts';
import type { BegunWrite } from './stored-onu-job.ts';

/**
 * Ends a job whose process died after it had begun to write: the OLT is read, nothing is sent again. All of the plan there is a
 * success that is saved; nothing of it a failure that can be started anew; a part, or an OLT that does not answer, is unknown.
 */
export async function recoverOnuWrite(desk: JobDesk, begun: BegunWrite): Promise<JobEnd> {
  const { job, log, store } = desk;
  const { oltId, serialNumber, decision } = begun;
  const { request } = job;
  if (request.kind === 'discover' || request.kind === 'verifySignal' || request.kind === 'plan') {
    throw onuError('server.onu_job_interrupted');
  }
  const about = { oltId, serialNumber };
  const address = decision.kind === 'plan' ? decision.plan.address : decision.address;
  const end = (outcome: 'undone' | 'unknown', error: unknown): JobEnd => ({
    ...endOf(desk, request, { outcome, address, error: null }, about),
    error,
  });
  log.progress({ phase: 'readingBack', done: 0, total: 0 });
  try {
    const olt = await requireOlt(store, oltId);
    return await withinOlt(desk, olt, 'write', async (session) => {
      const planned = begun as Pick<PlannedWrite, 'name' | 'request' | 'decision'>;
      const read = () => session.readBack(planned, { signal: desk.signal });
      let held = await read();
      // A command that was on its way when the process died may take effect behind the first look.
      if (held.found !== 'all') held = await read();
      if (held.found === 'none') return end('undone', onuError('server.onu_job_interrupted'));
      if (held.found === 'part') {
        const holds = [...held.holds, ...(held.unseen ?? [])].join(', ');
        return end('unknown', onuError('server.onu_write_unknown', { holds }));
      }
      log.progress({ phase: 'saving', done: 0, total: 0 });
      const outcome = decision.kind === 'plan' ? decision.plan.outcome : 'unchanged';
      const error = await trySave(session, desk.writeSignal());
      return endOf(desk, request, { outcome, address, error }, about);
    });
  } catch (error) {
    return end('unknown', error);
  }
}
