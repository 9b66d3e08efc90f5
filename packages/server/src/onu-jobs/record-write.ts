import { type AuthorizeResult, fillText, formatOnuAddress, type Locale, sameSerialNumber } from '@field/core';
import type { OnuWriteResult } from '@field/core/onu-jobs';
import type { AuditEntry, Store } from '../storage/store.ts';
import { onuError } from './onu-errors.ts';
import type { WriteJobRequest } from './onu-write.ts';
import { requireContract } from './prepare-onu-work.ts';
import { recordAuthorization } from './record-onu.ts';

type WriteKind = Exclude<WriteJobRequest['kind'], 'plan'>;

/** A write that came to its end, and whose it was. */
export interface EndedWrite {
  readonly store: Store;
  readonly ticketId: string;
  readonly kind: WriteKind;
  readonly result: OnuWriteResult;
  /** The language of the provider's timeline. */
  readonly locale: Locale;
  readonly now: string;
}

const actions = {
  authorize: 'onu.authorize',
  provision: 'onu.provision',
  replace: 'onu.replace',
  deprovision: 'onu.deprovision',
} as const satisfies Readonly<Record<WriteKind, AuditEntry['action']>>;

/** What stands on the timeline, where there is no kind of entry of its own. */
const notes = {
  provision: {
    en: 'Service of ONU {serialNumber} set at {address}',
    'pt-BR': 'Serviço da ONU {serialNumber} configurado em {address}',
    es: 'Servicio de la ONU {serialNumber} configurado en {address}',
  },
  deprovision: {
    en: 'ONU {serialNumber} removed from {address}',
    'pt-BR': 'ONU {serialNumber} removida de {address}',
    es: 'ONU {serialNumber} retirada de {address}',
  },
} as const;

const wentThrough: ReadonlySet<OnuWriteResult['outcome']> = new Set([
  'created',
  'unchanged',
  'moved',
  'changed',
  'removed',
]);

/** Keeps what a write came to: always in the audit; on contract and timeline what the OLT holds now. */
export async function recordWrite(write: EndedWrite): Promise<void> {
  const { store, ticketId, kind, result, now, locale } = write;
  const { oltId, serialNumber, address } = result;
  const contract = await requireContract(store, ticketId);
  const times = { occurredAt: now, recordedAt: now };
  if (kind === 'authorize') {
    // The outcomes an authorization has are those of the request that waits.
    await recordAuthorization({ store, ticketId, contract, result: result as AuthorizeResult, ...times });
    return;
  }
  await auditWrite(write);
  if (!wentThrough.has(result.outcome)) return;
  const place = address ?? contract.onu?.address;
  if (!place) return;
  const isKnown = contract.onu?.oltId === oltId && sameSerialNumber(contract.onu.serialNumber, serialNumber);
  // Nothing is new: the ONU that is there was scanned again.
  if (result.outcome === 'unchanged' && (kind === 'provision' || (kind === 'replace' && isKnown))) return;
  const facts = { oltId, serialNumber, address: formatOnuAddress(place) };
  if (kind === 'replace') {
    if (await store.contracts.isOnuTaken(serialNumber, contract.id)) {
      throw onuError('server.onu_of_other_contract', { serialNumber });
    }
    await store.contracts.update(contract.id, {
      onu: { oltId, address: place, serialNumber },
      onuState: 'authorized',
    });
    const params = { ...facts, outcome: result.outcome };
    await store.timeline.add({ ticketId, kind: 'onuAuthorized', ...times, params });
    return;
  }
  // Another ONU that the contract got meanwhile stays its own.
  if (kind === 'deprovision' && isKnown) {
    await store.contracts.update(contract.id, { onu: null, onuState: 'none' });
  }
  const text = fillText(notes[kind][locale], facts, locale);
  await store.timeline.add({ ticketId, kind: 'note', ...times, params: { text } });
}

/** Keeps in the audit what a write came to. */
export async function auditWrite({ store, ticketId, kind, result, now }: EndedWrite): Promise<void> {
  const { outcome, oltId, serialNumber, address } = result;
  const place = address && formatOnuAddress(address);
  const details = { outcome, oltId, serialNumber, address: place };
  await store.audit.add({ action: actions[kind], ticketId, at: now, details });
}
