import {
  Closing,
  type ClosingDraft,
  check,
  evaluateClosing,
  evaluateStart,
  type Finding,
  type Issue,
  type StartVisit,
  selectClosingPolicy,
  type Ticket,
} from '@field/core';
import { awaitedSha256 } from '@field/core/uploads';
import { refuse } from './reply.ts';
import type { World } from './world.ts';

/** Refuses a start whose safety form, by the provider's policy, is not complete. */
export function requireReady(world: World, ticket: Ticket, start: StartVisit): void {
  const photos = start.photos ?? [];
  const issues: Issue[] = photos.flatMap((photo, index) =>
    world.evidence.some((one) => one.id === photo && one.ticketId === ticket.id)
      ? []
      : [{ path: ['photos', index], code: 'invalid', params: {} }],
  );
  if (issues.length > 0) refuse('core.invalid_input', issues);
  const missing = errorsOf(evaluateStart(start, contextOf(world, ticket)));
  if (missing.length > 0) refuse('server.visit_not_ready', missing);
}

/** The closing where nothing is missing, by the provider's policy, and all it names exists. */
export function acceptClosing(world: World, ticket: Ticket, draft: ClosingDraft): Closing {
  const { causes, solutions } = world.data.catalogues;
  const endsAt = Date.parse(ticket.schedule?.endsAt ?? '');
  const overdue = Date.parse(draft.occurredAt ?? world.now()) > endsAt;
  const issues = errorsOf(evaluateClosing(draft, { ...contextOf(world, ticket), overdue }));
  const named = new Set(issues.map(({ path }) => path[0]));
  const shape = check(Closing, draft);
  if (!shape.ok) issues.push(...shape.issues.filter(({ path }) => !named.has(path[0] ?? '')));
  const add = (code: string, ...path: (string | number)[]) => issues.push({ code, path, params: {} });
  if (draft.cause && !causes.some(({ code }) => code === draft.cause?.code))
    add('closing.code_unknown', 'cause', 'code');
  if (draft.solution && !solutions.some(({ code }) => code === draft.solution?.code)) {
    add('closing.code_unknown', 'solution', 'code');
  }
  for (const { category, name, path } of filesOf(draft)) {
    const known = world.evidence.some(
      (one) => one.ticketId === ticket.id && one.id === name && one.category === category,
    );
    if (!known && awaitedSha256(name) === undefined) add('closing.evidence_unknown', ...path);
  }
  if (issues.length > 0 || !shape.ok) return refuse('server.closing_incomplete', issues);
  return shape.value;
}

/** What a closing names by its hash and has not arrived. */
export function awaitedOf(world: World, ticketId: string, closing: ClosingDraft) {
  return filesOf(closing).flatMap(({ category, name }) => {
    const sha256 = awaitedSha256(name);
    const here = world.evidence.some((one) => one.ticketId === ticketId && one.sha256 === sha256);
    return sha256 === undefined || here ? [] : [{ sha256, category }];
  });
}

/** What is known of a ticket: a file goes by its id and by its hash, arrived or on its way. */
function contextOf(world: World, { id, problemCode }: Ticket) {
  const isOfTicket = ({ ticketId }: { readonly ticketId: string }) => ticketId === id;
  const arrived = world.evidence.filter(isOfTicket);
  const byHash = new Map(
    [...[...world.uploads.values()].filter(isOfTicket).map(({ metadata }) => metadata), ...arrived].map(
      ({ sha256, subject }) => [sha256, { id: `sha256:${sha256}`, subject }],
    ),
  );
  return {
    policy: selectClosingPolicy(world.data.policies, problemCode.code),
    evidence: [...arrived, ...byHash.values()],
    uses: world.uses.filter(isOfTicket),
  };
}

function errorsOf(findings: readonly Finding[]): Issue[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, params, path }) => ({ code, params, path }));
}

/** The photos and signatures a closing names. */
function filesOf(draft: ClosingDraft) {
  const photos = [
    ...(draft.photos ?? []).map((name, index) => [name, ['photos', index]] as const),
    ...(draft.refusal?.photos ?? []).map((name, index) => [name, ['refusal', 'photos', index]] as const),
  ].map(([name, path]) => ({ name, category: 'photo' as const, path }));
  const signatures = (['customerSignature', 'technicianSignature'] as const).flatMap((category) => {
    const name = draft[category];
    return name ? [{ name, category, path: [category] }] : [];
  });
  return [...photos, ...signatures];
}
