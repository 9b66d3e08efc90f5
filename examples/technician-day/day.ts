import { createFieldClient, discoverTenant, type FieldClient, isClientError } from '@field/client';
import type { Ticket } from '@field/core';
import { formatTimelineEntry } from '@field/core/texts';
import { connectOlt } from '@field/olt';
import type { Simulator } from '@field/olt/simulator';
import { picture } from './picture.ts';
import { technician } from './provider.ts';
import { assert, show, step } from './step.ts';

const atTheDoor = { latitude: -21.8926, longitude: -45.5951, accuracyMetres: 8, measuredAt: null };
const now = () => new Date().toISOString();
const dbm = (value: number) => `${value.toLocaleString('pt-BR', { minimumFractionDigits: 2 })} dBm`;

/** A technician's day, from the provider's domain to the timeline of a closed ticket. Every step's result is checked. */
export async function technicianDay(options: {
  readonly domain: string;
  readonly password: string;
  readonly olt: Simulator;
}): Promise<void> {
  const { domain, password, olt } = options;
  const tenant = await step(`find the provider by its domain: ${domain}`, async () => {
    const found = await discoverTenant(domain, { locale: 'pt-BR' });
    assert.equal(found.name, 'Serra Fibra');
    show(`${found.name}: ${found.companies.map(({ name }) => name).join(', ')}`);
    return found;
  });

  const client = createFieldClient({ tenant, locale: 'pt-BR' });
  await step('sign in', async () => {
    const wrong = await refusal(client.login({ ...technician, password: 'not-the-password' }));
    assert.equal(wrong.code, 'client.unauthenticated');
    const { session } = await client.login({ ...technician, password });
    assert.equal(session?.technician.name, 'Marina Prado');
    show(`${session.technician.name}, ${session.company.name}`);
  });

  await step('list the tickets, search and filter', async () => {
    const page = await client.tickets.list();
    assert.deepEqual([page.total, page.urgent], [3, 1]);
    show(`Total de ${page.total} chamados, ${page.urgent} urgente`);
    for (const ticket of page.items)
      show(`${ticket.protocol}  ${ticket.customer.name}  ${ticket.problemCode.label}`);
    const found = await client.tickets.list({ search: 'ana lucia' });
    assert.deepEqual(
      found.items.map(({ id }) => id),
      ['T-1'],
    );
    show('search "ana lucia": 1 ticket');
  });

  const ticket = await step('open a ticket', async () => {
    const opened = await client.tickets.read('T-1');
    const { network } = opened;
    assert.equal(network.onuState, 'none');
    show(
      `${opened.customer.name}, ${opened.address.street} ${opened.address.number}`,
      `CTO ${network.cto}, lacre ${network.seal}, porta ${network.ctoPort}, ${network.plan}`,
      'Nenhuma ONU provisionada para este contrato',
    );
    return opened;
  });

  await step('start the visit', async () => {
    const visit = await client.tickets.startVisit(ticket.id, { startedAt: now(), location: atTheDoor });
    assert.equal(visit.endedAt, null);
    show(`started ${visit.startedAt} at ${atTheDoor.latitude}, ${atTheDoor.longitude}`);
  });

  await provisionOnu(client, ticket, olt);
  await useMaterial(client, ticket);
  await closeTicket(client, ticket);
}

async function provisionOnu(client: FieldClient, ticket: Ticket, olt: Simulator): Promise<void> {
  const sticker = 'HWTC5A3F90C4';
  olt.olt.appear(sticker, '0/1/3');
  const onu = await step('discover the ONU by the last digits of its serial: 90C4', async () => {
    const { items } = await client.onu.discover(ticket.id, { endsWith: '90C4' });
    assert.equal(items.length, 1);
    const [found] = items;
    assert(found && found.serialNumber === sticker);
    show(`${found.serialNumber} ${found.model} waits at ${found.at.shelf}/${found.at.slot}/${found.at.port}`);
    return { oltId: found.oltId, at: found.at, serialNumber: found.serialNumber };
  });

  await step('show the plan', async () => {
    const plan = await client.onu.plan(ticket.id, onu);
    assert.equal(plan.decision, 'plan');
    for (const { mode, send, undo } of plan.steps)
      show(`(${mode}) ${send}`, ...undo.map((line) => `    undo: ${line}`));
    assert.equal(olt.olt.state.findOnu(sticker), null, 'a plan changes nothing');
  });

  await step('authorize it', async () => {
    const result = await client.onu.authorize(ticket.id, onu);
    assert.equal(result.outcome, 'created');
    show(`${result.outcome}: ${result.serialNumber} is ONU ${result.address?.onuId} of its port`);
  });

  await step('wait until it is online', async () => {
    await olt.olt.whenOnline(sticker, AbortSignal.timeout(60_000));
    const { state } = await client.onu.state(ticket.id);
    assert.equal(state, 'online');
    show('the PON light is steady; the OLT says online');
  });

  await step('read the signal at both ends', async () => {
    const signal = await client.onu.signal(ticket.id);
    assert(signal.rxAtOnuDbm !== null && signal.rxAtOltDbm !== null);
    show(
      `at the ONU ${dbm(signal.rxAtOnuDbm)}, at the OLT ${dbm(signal.rxAtOltDbm)}: ${signal.quality.overall}`,
    );
  });

  await step('the network engineer looks at the same ONU over Telnet', async () => {
    const connection = await connectOlt({
      target: `telnet://${olt.username}@${olt.telnet.host}:${olt.telnet.port}`,
      password: olt.password,
    });
    try {
      const seen = await connection.findOnu({ serialNumber: sticker });
      assert.equal(seen?.runState, 'online');
      show(
        `${connection.vendor} ${connection.profile}: ${seen.serialNumber} ${seen.runState}, ${seen.distanceMetres} m`,
      );
    } finally {
      await connection.close();
    }
  });
}

async function useMaterial(client: FieldClient, ticket: Ticket): Promise<void> {
  await step('use 35.5 m of drop cable and lend a router', async () => {
    const cable = await client.products.use(ticket.id, { productId: 'drop', quantity: 35.5, mode: 'sale' });
    const router = await client.products.use(ticket.id, {
      productId: 'router',
      quantity: 1,
      serial: 'RT-0007',
      mode: 'loan',
    });
    assert.deepEqual([cable.quantity, router.mode], [35.5, 'loan']);
    const { items } = await client.products.stock();
    assert.equal(items.find(({ productId }) => productId === 'drop')?.available, 264.5);
    show(
      `${cable.name}: ${cable.quantity} m (${cable.movementId})`,
      `${router.name} ${router.serial}: comodato`,
    );
  });

  await step('remove a product added by mistake', async () => {
    const mistake = await client.products.use(ticket.id, {
      productId: 'connector',
      quantity: 9,
      mode: 'sale',
    });
    await client.products.remove(ticket.id, mistake.movementId);
    const { items } = await client.products.list(ticket.id);
    assert.equal(items.length, 2);
    show(`${mistake.name} is back in the stock; ${items.length} products on the ticket`);
  });
}

async function closeTicket(client: FieldClient, ticket: Ticket): Promise<void> {
  const signal = await client.onu.signal(ticket.id);
  const photo = await step('take a photo', async () => {
    const stored = await client.evidence.upload(ticket.id, {
      category: 'photo',
      mediaType: 'image/png',
      caption: 'ONU instalada',
      takenAt: now(),
      bytes: picture(640, 480, 0x90),
    });
    show(`${stored.bytes} bytes, sha256 ${stored.sha256.slice(0, 16)}…`);
    return stored;
  });
  const closing = {
    cause: { code: 'NEW' },
    solution: { code: 'INSTALLED' },
    details: 'ONU instalada e sinal conferido com o cliente navegando.',
    addressChanged: false,
    outcome: 'resolved',
    readings: {
      rxAtOnuDbm: signal.rxAtOnuDbm,
      rxAtOltDbm: signal.rxAtOltDbm,
      cto: ticket.network.cto,
      seal: ticket.network.seal,
      ctoPort: ticket.network.ctoPort,
    },
    photos: [photo.id],
    technicianSignature: null,
    occurredAt: now(),
    location: atTheDoor,
  } as const;

  await step("try to close without the customer's signature", async () => {
    const refused = await refusal(client.closings.close(ticket.id, { ...closing, customerSignature: null }));
    assert.equal(refused.code, 'client.invalid');
    const messages = refused.details.issues?.map(({ message }) => message) ?? [];
    assert(messages.some((message) => message?.includes('assinatura')));
    show(...messages.map((message) => String(message)));
    assert.notEqual((await client.tickets.read(ticket.id)).status, 'completed');
  });

  await step('close with photo and signature', async () => {
    const signature = await client.evidence.upload(ticket.id, {
      category: 'customerSignature',
      mediaType: 'image/png',
      caption: null,
      takenAt: now(),
      bytes: picture(300, 100, 0xf0),
    });
    const closed = await client.closings.close(ticket.id, { ...closing, customerSignature: signature.id });
    assert.equal(closed.status, 'completed');
    show(`${closed.protocol}: ${closed.status}`);
  });

  await step('the timeline', async () => {
    const { items } = await client.tickets.timeline(ticket.id);
    const kinds = items.map(({ kind }) => kind);
    for (const kind of [
      'visitStarted',
      'onuAuthorized',
      'productAdded',
      'loanAdded',
      'productRemoved',
      'closed',
    ] as const) {
      assert(kinds.includes(kind), kind);
    }
    for (const entry of items)
      show(`${entry.occurredAt}  ${entry.author.name}  ${formatTimelineEntry(entry, 'pt-BR')}`);
  });
}

/** The error a call was refused with; a call that goes through ends the day. */
async function refusal(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    assert(isClientError(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'this should have been refused' });
}
