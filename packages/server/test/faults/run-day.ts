import { createFieldClient } from '@field/client';
import type { Outbox } from '@field/client/outbox';
import { createHandlerFetch } from '@field/client/testing';
import { password } from '../support/tenant.ts';
import { type Deed, planDay, traceOf } from './day.ts';
import { createDice } from './dice.ts';
import type { Handler, ServerKind, Servers } from './servers.ts';
import { type App, bytesOf, perform, signIn, startApp, use } from './technician.ts';
import { createWorld, type World } from './world.ts';

/** What one day came to. */
export interface DayResult {
  readonly seed: number;
  /** What is not as the technician did it; empty where all is. */
  readonly wrong: readonly string[];
  /** What happened on a day that went wrong. */
  readonly story: readonly string[];
  readonly deeds: number;
  readonly kills: number;
  readonly requests: number;
  readonly faults: number;
}

const ticketIds = ['t-1', 't-2', 't-3'];
const cable = 1_000;
const serials = Array.from({ length: 12 }, (_, index) => `RT-${index}`);

/** Lives one day of a technician through bad luck, then holds the server's books against it. */
export async function runDay(app: App, servers: Servers, seed: number): Promise<DayResult> {
  const { kind } = servers;
  const dice = createDice(seed);
  const tenantId = `day-${seed}`;
  let clock = () => 0;
  const handle = await servers.startDay({ tenantId, ticketIds, serials, cable }, () => clock());
  const world = createWorld(dice, handle, kind);
  clock = world.now;
  const deeds = planDay(dice, ticketIds, serials);
  // Every other day the files of a report go in pieces, beside the changes.
  const inPieces = seed % 2 === 0;
  const wrong = await live(app, world, tenantId, deeds, seed, dice.whole(1, 25), kind, inPieces).catch(
    (error: unknown) => [`the app threw ${error}`],
  );
  if (wrong.length === 0) wrong.push(...(await audit(handle, tenantId, deeds, inPieces)));
  const story = wrong.length > 0 ? world.story : [];
  return { seed, wrong, story, deeds: deeds.length, ...world.counts };
}

async function live(
  app: App,
  world: World,
  tenantId: string,
  deeds: readonly Deed[],
  seed: number,
  paceMinutes: number,
  kind: ServerKind,
  inPieces: boolean,
): Promise<string[]> {
  let starts = 0;
  let process = world.startProcess();
  let outbox: Outbox | undefined;

  /** Runs what the app is to do, started again as often as it is killed. */
  async function insist(work: (outbox: Outbox) => Promise<void>): Promise<void> {
    for (;;) {
      if (!process.alive) {
        outbox = undefined;
        process = world.startProcess();
      }
      const going = async () => {
        if (!outbox) {
          starts += 1;
          const started = await startApp(app, process, tenantId, seed * 100 + starts, kind, inPieces);
          const { client } = started;
          client.session.subscribe(() => {
            if (client.session.getSnapshot().status === 'expired') void signIn(client);
          });
          await signIn(client);
          outbox = started.outbox;
        }
        await work(outbox);
      };
      let ended = false;
      const done = going().finally(() => {
        ended = true;
      });
      done.catch(() => undefined);
      while (!ended && process.alive) await world.pass(1_000);
      if (process.alive) return done;
    }
  }

  for (const deed of deeds) {
    world.tell(`${deed.type} at ${deed.ticketId}, ${deed.operationId}`);
    await insist((box) => perform(box, deed));
    await world.pass(((deed.operationId.charCodeAt(0) % 10) * paceMinutes * 60_000) / 10);
  }

  // The sky clears. Whatever a refused change does not hold up must come through.
  world.calm();
  const isRefusable = (operationId: string) =>
    deeds.some((deed) => deed.type === 'useTooMuch' && deed.operationId === operationId);
  for (let hour = 0; hour < 3; hour += 1) {
    await insist(async (box) => box.sync());
    await world.pass(3_600_000);
  }
  const wrong: string[] = [];
  await insist(async (box) => {
    const { items } = box.getSnapshot();
    const held = new Set<string | null>();
    for (const { failures, kind, operationId, refusal, state, ticketId } of items) {
      if (state === 'refused' && isRefusable(operationId)) held.add(ticketId);
      else if (state === 'refused') wrong.push(`${kind} refused: ${refusal?.problemCode} ${refusal?.code}`);
      else if (!held.has(ticketId)) wrong.push(`blocked: ${kind} of ${ticketId}, ${failures} failures`);
    }
  });
  if (wrong.length > 0) return wrong;

  for (let round = 0; round < 12; round += 1) {
    await insist(async (box) => {
      for (const { operationId, state } of box.getSnapshot().items) {
        if (state !== 'refused') continue;
        const deed = deeds.find((candidate) => candidate.operationId === operationId);
        if (deed?.type !== 'useTooMuch') continue;
        if (deed.decision === 'edit') await box.edit(operationId, use(deed.quantity));
        else await box.discard(operationId);
      }
    });
    await world.pass(600_000);
  }
  await insist(async (box) => {
    for (const { kind, state } of box.getSnapshot().items) wrong.push(`left over: ${kind}, ${state}`);
  });
  return wrong;
}

/** The server's books against the day, asked by a client that nothing disturbs. */
async function audit(
  handle: Handler,
  tenantId: string,
  deeds: readonly Deed[],
  inPieces: boolean,
): Promise<string[]> {
  const client = createFieldClient({
    tenant: {
      version: 1,
      tenantId,
      name: tenantId,
      apiUrl: 'https://field.test',
      locale: 'en',
      companies: [],
      capabilities: [],
    },
    fetch: createHandlerFetch(handle),
  });
  await client.login({ username: 'ana', password, companyId: 'matriz' });
  const wrong: string[] = [];
  let used = 0;
  for (const ticketId of ticketIds) {
    const mine = deeds.filter((deed) => deed.ticketId === ticketId);
    const { items } = await client.tickets.timeline(ticketId);
    const found: string[] = [];
    for (const { kind, occurredAt, params } of items) {
      const { evidenceId, quantity, serial, text } = params;
      found.push(`${kind} ${serial ?? quantity ?? text ?? occurredAt}`);
      if (evidenceId === undefined) continue;
      const { bytes } = await client.evidence.download(evidenceId);
      if (Buffer.compare(bytes, bytesOf(text ?? '')) !== 0) wrong.push(`other bytes: ${text}`);
    }
    const did = mine.flatMap(traceOf);
    wrong.push(...(inPieces ? compareInPieces(ticketId, mine, did, found) : compare(ticketId, did, found)));

    const expectedUses = ledgerOf(mine);
    const uses = (await client.products.list(ticketId)).items.map(
      ({ quantity, serial }) => serial ?? quantity,
    );
    wrong.push(...compare(`${ticketId} ledger`, expectedUses.map(String), uses.map(String)));
    used += expectedUses.reduce<number>((sum, use) => sum + (typeof use === 'number' ? use : 0), 0);

    const closed = mine.some(({ type }) => type === 'close');
    const { status } = await client.tickets.read(ticketId);
    if ((status === 'completed') !== closed) wrong.push(`${ticketId} is ${status}`);
  }
  const drop = (await client.products.stock()).items.find(({ productId }) => productId === 'drop');
  if (Math.round(((drop?.available ?? 0) + used) * 1000) !== cable * 1000)
    wrong.push(`stock ${drop?.available}`);
  return wrong;
}

/** What stays used or lent. */
function ledgerOf(deeds: readonly Deed[]): (number | string)[] {
  const takenBack = new Set(deeds.map((deed) => (deed.type === 'takeBack' ? deed.of : '')));
  return deeds.flatMap<number | string>((deed) => {
    if (deed.type === 'lend') return [deed.serial];
    if (deed.type === 'use') return takenBack.has(deed.operationId) ? [] : [deed.quantity];
    if (deed.type === 'useTooMuch') return deed.decision === 'edit' ? [deed.quantity] : [];
    return deed.type === 'close' && deed.quantity !== null ? [deed.quantity] : [];
  });
}

/** Files of a report find their own way: each once, and before the closing that names it. The rest keeps its order. */
function compareInPieces(
  ticketId: string,
  deeds: readonly Deed[],
  did: readonly string[],
  found: readonly string[],
): string[] {
  const closing = deeds.find((deed) => deed.type === 'close');
  const files = new Set(closing ? traceOf(closing).filter((trace) => trace.startsWith('evidenceAdded')) : []);
  const isFile = (trace: string) => files.has(trace);
  const isOther = (trace: string) => !files.has(trace);
  const late = found.slice(found.findIndex((trace) => trace.startsWith('closed'))).filter(isFile);
  return [
    ...compare(ticketId, did.filter(isOther), found.filter(isOther)),
    ...compare(`${ticketId} files`, did.filter(isFile).sort(), found.filter(isFile).sort()),
    ...(closing ? late.map((trace) => `after the closing: ${ticketId} ${trace}`) : []),
  ];
}

function compare(place: string, expected: readonly string[], found: readonly string[]): string[] {
  const lost = expected.filter((trace) => !found.includes(trace)).map((trace) => `lost: ${place} ${trace}`);
  const doubled = found
    .filter((trace, index) => found.indexOf(trace) !== index || !expected.includes(trace))
    .map((trace) => `doubled: ${place} ${trace}`);
  if (lost.length + doubled.length > 0 || expected.join() === found.join()) return [...lost, ...doubled];
  return [`reordered: ${place}\n  did   ${expected.join(', ')}\n  found ${found.join(', ')}`];
}
