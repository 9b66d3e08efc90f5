/** A short day in a browser's page, against a server of another origin. */
import { createFieldClient, discoverTenant } from '@field/client';
import { openOffline } from '@field/client/offline';
import { openOnuJobs } from '@field/client/onu';
import { openOutbox } from '@field/client/outbox';
import { openIndexedDbRecords } from '@field/client/storage';
import { openUploads } from '@field/client/uploads';

/** The ONU that waits on the OLT. */
export interface Waiting {
  readonly oltId: string;
  readonly at: { readonly shelf: number; readonly slot: number; readonly port: number };
  readonly serialNumber: string;
}

export async function liveDay(url: string, password: string, onu: Waiting, photo: readonly number[]) {
  const tenant = await discoverTenant('norte.example', { directoryUrl: url });
  const client = createFieldClient({ tenant });
  await client.login({ username: 'ana', password, companyId: 'matriz' });
  const storage = await openIndexedDbRecords('norte');
  const uploads = await openUploads({ client, storage });
  const outbox = await openOutbox({ client, storage, uploads });
  const offline = openOffline({ client, storage });
  const { complete } = await offline.prepareDay();

  const jobs = openOnuJobs({ client, storage });
  const work = await jobs.authorize('t-1', onu);
  const phases = new Set<string>();
  work.subscribe(() => phases.add(work.getSnapshot().job.progress?.phase ?? ''));
  const { state } = await work.ended;

  const occurredAt = new Date().toISOString();
  const picture = { mediaType: 'image/jpeg', takenAt: occurredAt, bytes: Uint8Array.from(photo) } as const;
  const closing = await outbox.closeTicket('t-1', {
    evidence: [
      { ...picture, category: 'photo' },
      { ...picture, category: 'customerSignature', bytes: Uint8Array.from([...photo, 0]) },
    ],
    products: [{ productId: 'drop', quantity: 35.5, mode: 'sale' }],
    closing: {
      cause: { code: 'fibre-cut' },
      solution: { code: 'new-drop' },
      details: 'Refeito o drop e testado o acesso.',
      addressChanged: false,
      readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-14', seal: '0042', ctoPort: '3' },
      technicianSignature: null,
      outcome: 'resolved',
      occurredAt,
      location: null,
    },
  });
  const closed = await closing.acknowledged;
  return { complete, state, phases: [...phases], status: closed?.status };
}
