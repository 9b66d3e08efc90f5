import { isValidationError, type Problem } from '@field/core';
import { hasEnded, type OnuJob, parseStartOnuJob, type StartOnuJob } from '@field/core/onu-jobs';
import type { Fibre } from './fibre.ts';
import { largestPages, listPage } from './list-page.ts';
import { problemReply, Refused, refuse } from './reply.ts';
import { type AskedBy, change, type Route, read } from './route.ts';
import type { KeptJob, Scope, World } from './world.ts';

/** How long each step of a job takes on the stand-in's clock. */
const stepMs = 150;

const reads: readonly string[] = ['discover', 'plan', 'verifySignal'];

/** Jobs on the stand-in's OLT: they go on by its clock, whether anybody follows them or not. */
export function createJobRoutes(world: World, fibre: Fibre): Route[] {
  function kept({ params, scope }: AskedBy): KeptJob {
    const found = world.jobs.get(params.jobId ?? '');
    return found?.technicianId === scope.technician.id ? found : refuse('server.not_found');
  }

  function put(entry: KeptJob, change: Partial<OnuJob>): void {
    entry.job = { ...entry.job, ...change, revision: entry.job.revision + 1 };
    for (const changed of [...entry.changed]) changed();
  }

  function run(entry: KeptJob, asked: StartOnuJob, scope: Scope, occurredAt: string): void {
    const steps = [
      () =>
        put(entry, {
          state: 'running',
          startedAt: world.now(),
          progress: at('connecting', 0, 'Conectando à OLT'),
        }),
      () => put(entry, { progress: at('reading', 1, 'Lendo a OLT') }),
      () => {
        try {
          put(entry, {
            state: 'succeeded',
            progress: null,
            endedAt: world.now(),
            ...outcome(entry, asked, scope, occurredAt),
          });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const problem = problemReply(error, 'en').body as Problem;
          put(entry, { state: 'failed', progress: null, endedAt: world.now(), problem });
        }
      },
    ];
    const next = () => {
      if (hasEnded(entry.job)) return;
      steps.shift()?.();
      if (steps.length > 0) world.clock.schedule(stepMs, next);
    };
    world.clock.schedule(stepMs, next);
  }

  function outcome({ job }: KeptJob, asked: StartOnuJob, scope: Scope, occurredAt: string): Partial<OnuJob> {
    const ticket = world.openTicketOf(scope, job.ticketId);
    switch (asked.kind) {
      case 'discover':
        return { result: { items: fibre.discover(asked.endsWith) } };
      case 'verifySignal':
        return { result: fibre.signal(scope, ticket) };
      case 'plan': {
        const { plan, tag } = fibre.plan(ticket, asked);
        return { plan, planTag: tag };
      }
      case 'authorize': {
        const { plan, tag } = fibre.plan(ticket, asked);
        if (asked.planTag !== undefined && asked.planTag !== tag) refuse('server.plan_changed');
        if (asked.planOnly) return { plan, planTag: tag };
        return { plan, planTag: tag, result: fibre.authorize(scope, ticket, asked, occurredAt) };
      }
      case 'replace': {
        const bound = fibre.remove(ticket);
        const { address, oltId } = bound;
        const onu = { ...bound, serialNumber: asked.serialNumber };
        world.updateContract(ticket.contractId, { onuState: 'online', onu });
        const { serialNumber } = asked;
        return {
          result: { outcome: 'changed', oltId, serialNumber, address, conflictAt: null, reply: null },
        };
      }
      case 'provision': {
        const { address, oltId, serialNumber } = ticket.network.onu ?? refuse('server.onu_missing');
        return {
          result: { outcome: 'changed', oltId, serialNumber, address, conflictAt: null, reply: null },
        };
      }
      case 'deprovision': {
        const { oltId, serialNumber } = fibre.remove(ticket);
        return {
          result: { outcome: 'removed', oltId, serialNumber, address: null, conflictAt: null, reply: null },
        };
      }
    }
  }

  return [
    change('POST /v1/tickets/{ticketId}/onu/jobs', ({ json, occurredAt, params, scope }) => {
      const { id: ticketId } = world.openTicketOf(scope, params.ticketId ?? '');
      const asked = parsed(json());
      const id = world.nextId('job');
      const job: OnuJob = {
        id,
        ticketId,
        kind: asked.kind,
        state: 'queued',
        revision: 1,
        progress: at('waiting', 0, 'Na fila'),
        plan: null,
        planTag: null,
        result: null,
        problem: null,
        createdAt: world.now(),
        startedAt: null,
        endedAt: null,
      };
      const entry: KeptJob = { job, technicianId: scope.technician.id, changed: new Set() };
      world.jobs.set(id, entry);
      run(entry, asked, scope, occurredAt);
      return { status: 202, body: job, headers: { location: `/v1/onu-jobs/${id}` } };
    }),
    read('GET /v1/tickets/{ticketId}/onu/jobs', ({ params, query, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      const items = [...world.jobs.values()].map(({ job }) => job).filter(({ ticketId }) => ticketId === id);
      return { status: 200, body: listPage(query, `jobs ${id}`, items.reverse(), largestPages.jobs) };
    }),
    read('GET /v1/onu-jobs/{jobId}', (asked) => ({ status: 200, body: kept(asked).job })),
    read('POST /v1/onu-jobs/{jobId}/cancel', (asked) => {
      const entry = kept(asked);
      const { kind, state } = entry.job;
      if (hasEnded(entry.job) || (state !== 'queued' && !reads.includes(kind))) refuse('server.job_ended');
      put(entry, { state: 'cancelled', progress: null, endedAt: world.now() });
      return { status: 200, body: entry.job };
    }),
    read('GET /v1/onu-jobs/{jobId}/transcript', (asked) => {
      const { plan, startedAt } = kept(asked).job;
      const sent = startedAt === null ? [] : (plan?.steps ?? []);
      const said = sent.map(({ send }) => ({ at: startedAt, oltId: 'olt-1', direction: 'sent', text: send }));
      return { status: 200, body: { items: said, complete: true } };
    }),
    read('GET /v1/onu-jobs/{jobId}/events', (asked) => {
      const entry = kept(asked);
      const seen = Number(asked.request.headers.get('last-event-id') ?? 0);
      const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
      return { status: 200, stream: follow(entry, seen, asked.request.signal), headers };
    }),
  ];
}

/** The job as it is, unless that was seen, and every change after it until its end. */
function follow(entry: KeptJob, seen: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      stop = () => {
        entry.changed.delete(send);
        signal.removeEventListener('abort', end);
      };
      const end = () => {
        stop();
        controller.close();
      };
      const send = () => {
        const { job } = entry;
        const event = hasEnded(job) ? 'done' : 'progress';
        controller.enqueue(
          encoder.encode(`id: ${job.revision}\nevent: ${event}\ndata: ${JSON.stringify(job)}\n\n`),
        );
        if (event === 'done') end();
      };
      entry.changed.add(send);
      signal.addEventListener('abort', end);
      controller.enqueue(encoder.encode(': here\n\n'));
      if (entry.job.revision > seen || hasEnded(entry.job)) send();
    },
    cancel: () => stop(),
  });
}

function at(phase: NonNullable<OnuJob['progress']>['phase'], done: number, text: string): OnuJob['progress'] {
  return { done, total: 3, phase, text };
}

function parsed(input: unknown): StartOnuJob {
  try {
    return parseStartOnuJob(input);
  } catch (error) {
    return isValidationError(error) ? refuse('core.invalid_input', error.issues) : refuse('server.internal');
  }
}
