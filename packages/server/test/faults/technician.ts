import { createHash } from 'node:crypto';
import type { createFieldClient as CreateFieldClient, FieldClient } from '@field/client';
import type { openOutbox as OpenOutbox, Outbox } from '@field/client/outbox';
import type { createReadBack as CreateReadBack } from '@field/client/read-back';
import { createSeededRandom } from '@field/client/testing';
import type { openUploads as OpenUploads } from '@field/client/uploads';
import { password } from '../support/tenant.ts';
import type { Deed } from './day.ts';
import type { ServerKind } from './servers.ts';
import type { Process } from './world.ts';

/** The app under test, as it is or with a guard taken out. */
export interface App {
  readonly createFieldClient: typeof CreateFieldClient;
  readonly openOutbox: typeof OpenOutbox;
  readonly createReadBack: typeof CreateReadBack;
  readonly openUploads: typeof OpenUploads;
}

export const excess = 9_999;

/** One start of the app, signed in as ana, its outbox open. Rejects with what the app throws. */
export async function startApp(
  app: App,
  process: Process,
  tenantId: string,
  seed: number,
  server: ServerKind,
  inPieces: boolean,
): Promise<{ client: FieldClient; outbox: Outbox }> {
  const client = app.createFieldClient({
    tenant: {
      version: 1,
      tenantId,
      name: tenantId,
      apiUrl: 'https://field.test',
      locale: 'en',
      companies: [],
      capabilities: [
        server === 'forgetful' ? 'withoutIdempotency' : 'operationIds',
        ...(inPieces ? ['resumableUploads'] : []),
      ],
    },
    fetch: process.fetch,
    clock: process.clock,
    random: createSeededRandom(seed),
    storage: process.sessions,
  });
  const uploads = inPieces
    ? await app.openUploads({
        client,
        storage: process.records,
        sha256: (bytes) => createHash('sha256').update(bytes).digest(),
      })
    : undefined;
  const outbox = await app.openOutbox({
    client,
    storage: process.records,
    uploads,
    readBack: app.createReadBack({ client }),
  });
  return { client, outbox };
}

/** Signs in until it works: the technician wants to. */
export async function signIn(client: FieldClient): Promise<void> {
  while (client.session.getSnapshot().status !== 'signedIn') {
    await client.login({ username: 'ana', password, companyId: 'matriz' }).catch(() => undefined);
  }
}

/** Does a deed; doing it again under its id is the technician pressing the button again after a crash. */
export async function perform(outbox: Outbox, deed: Deed): Promise<void> {
  const { occurredAt, operationId, ticketId } = deed;
  const location = { latitude: -21.8, longitude: -45.5, accuracyMetres: 8, measuredAt: null };
  const once = { operationId };
  switch (deed.type) {
    case 'locate':
      await outbox.tickets.updateLocation(ticketId, { occurredAt, location }, once);
      return;
    case 'start':
      await outbox.tickets.startVisit(ticketId, { startedAt: occurredAt, location: null }, once);
      return;
    case 'absent':
      await outbox.tickets.customerAbsent(ticketId, { occurredAt, location: null, note: operationId }, once);
      return;
    case 'use':
      await outbox.products.use(ticketId, use(deed.quantity), once);
      return;
    case 'useTooMuch':
      await outbox.products.use(ticketId, use(excess), once);
      return;
    case 'lend':
      await outbox.products.use(
        ticketId,
        { productId: 'router', quantity: 1, mode: 'loan', serial: deed.serial },
        once,
      );
      return;
    case 'takeBack':
      await outbox.products.remove(ticketId, `local:${deed.of}`, once);
      return;
    case 'photo':
      await outbox.evidence.upload(ticketId, picture(deed.caption, 'photo', occurredAt), once);
      return;
    case 'close':
      await outbox.closeTicket(
        ticketId,
        {
          evidence: [
            ...deed.photos.map((caption) => picture(caption, 'photo', occurredAt)),
            picture(`signature ${operationId}`, 'customerSignature', occurredAt),
          ],
          products: deed.quantity === null ? [] : [use(deed.quantity)],
          closing: {
            cause: { code: 'fibre-cut' },
            solution: { code: 'new-drop' },
            details: `the work is done ${operationId}`,
            addressChanged: false,
            readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-14', seal: '0042', ctoPort: '3' },
            technicianSignature: null,
            outcome: 'resolved',
            occurredAt,
            location: null,
          },
        },
        once,
      );
  }
}

export function use(quantity: number) {
  return { productId: 'drop', quantity, mode: 'sale' } as const;
}

/** A photo that is one by its first bytes, and no other by the rest; some take more than one piece. */
export function bytesOf(caption: string): Uint8Array {
  const start = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1];
  const middle = new Uint8Array(caption.endsWith(' 1') ? 20_000 : 0);
  return Uint8Array.from([...start, ...new TextEncoder().encode(caption), ...middle, 0xff, 0xd9]);
}

function picture(caption: string, category: 'photo' | 'customerSignature', takenAt: string) {
  return { category, caption, takenAt, mediaType: 'image/jpeg', bytes: bytesOf(caption) } as const;
}
