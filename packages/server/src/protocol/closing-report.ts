import {
  Closing,
  type ClosingDraft,
  type ClosingPolicy,
  type CodedLabel,
  check,
  type Evidence,
  type EvidenceCategory,
  evaluateClosing,
  formatIssue,
  type ProductUse,
  type Ticket,
} from '@field/core';
import { awaitedSha256 } from '@field/core/uploads';
import type { Fault } from '../problem/fault.ts';
import type { AwaitedFile } from '../storage/store.ts';
import { findingFaults, inEveryLanguage } from './finding-faults.ts';
import { workError } from './work-errors.ts';

/** What a provider has that a closing may name. */
export interface ClosingReferences {
  readonly causes: readonly CodedLabel[];
  readonly solutions: readonly CodedLabel[];
  /** Of the ticket. */
  readonly evidence: readonly Evidence[];
  /** What is on its way to the ticket. */
  readonly promised: readonly Omit<Evidence, 'id' | 'location'>[];
  readonly uses: readonly ProductUse[];
  readonly policy: ClosingPolicy;
  /** Whether it was closed later than agreed. */
  readonly overdue: boolean;
}

/**
 * The closing, complete and with nothing in it that does not exist.
 * @throws FieldError `server.closing_incomplete`, with every fault at once
 */
export function acceptClosing(draft: ClosingDraft, references: ClosingReferences): Closing {
  const { policy, uses, overdue, promised } = references;
  // A photo may be named by its hash, arrived or on its way.
  const byHash = new Map(
    [...promised, ...references.evidence].map((file) => [
      file.sha256,
      { ...file, id: `sha256:${file.sha256}` },
    ]),
  );
  const evidence = [...references.evidence, ...byHash.values()];
  const demanded = findingFaults(evaluateClosing(draft, { policy, evidence, uses, overdue }));
  const named = new Set(demanded.map(({ path }) => path[0]));
  const shape = check(Closing, draft);
  const misshapen = (shape.ok ? [] : shape.issues)
    .filter(({ path }) => !named.has(path[0] ?? ''))
    .map(
      (issue): Fault => ({
        path: issue.path,
        code: issue.code,
        texts: inEveryLanguage((locale) => formatIssue(issue, locale)),
      }),
    );
  const faults = [...demanded, ...misshapen, ...findUnknown(draft, references)];
  if (faults.length > 0 || !shape.ok) throw workError('server.closing_incomplete', { faults });
  return shape.value;
}

/** The files a closing names by their hash that the ticket does not have yet. */
export function findAwaited(closing: Closing, evidence: readonly Evidence[]): AwaitedFile[] {
  const { photos, refusal, customerSignature, technicianSignature } = closing;
  const named: readonly (readonly [string | null, EvidenceCategory])[] = [
    ...[...photos, ...(refusal?.photos ?? [])].map((id) => [id, 'photo'] as const),
    [customerSignature, 'customerSignature'],
    [technicianSignature, 'technicianSignature'],
  ];
  const awaited = new Map<string, AwaitedFile>();
  for (const [id, category] of named) {
    const sha256 = awaitedSha256(id ?? '');
    if (sha256 === undefined) continue;
    const isThere = evidence.some((item) => item.sha256 === sha256 && item.category === category);
    if (!isThere) awaited.set(`${sha256} ${category}`, { sha256, category });
  }
  return [...awaited.values()];
}

/** The ticket when it has ended so. */
export function endTicket(ticket: Ticket, { outcome, readings }: Closing, now: string): Ticket {
  const { cto, seal, ctoPort } = readings;
  return {
    ...ticket,
    status: outcome === 'resolved' ? 'completed' : 'completedUnresolved',
    updatedAt: now,
    version: ticket.version + 1,
    network: { ...ticket.network, ...(cto && { cto }), ...(seal && { seal }), ...(ctoPort && { ctoPort }) },
  };
}

function findUnknown(draft: ClosingDraft, { causes, solutions, evidence }: ClosingReferences): Fault[] {
  const faults: Fault[] = [];
  const expectCode = (field: 'cause' | 'solution', entries: readonly CodedLabel[]) => {
    const code = draft[field]?.code;
    if (code === undefined || entries.some((entry) => entry.code === code)) return;
    faults.push({ path: [field, 'code'], code: 'closing.code_unknown', texts: unknown.code });
  };
  const expectEvidence = (path: Fault['path'], id: string | null | undefined, category: EvidenceCategory) => {
    if (!id || awaitedSha256(id) !== undefined) return;
    if (evidence.some((item) => item.id === id && item.category === category)) return;
    faults.push({ path, code: 'closing.evidence_unknown', texts: unknown[category] });
  };
  expectCode('cause', causes);
  expectCode('solution', solutions);
  for (const [index, id] of (draft.photos ?? []).entries()) expectEvidence(['photos', index], id, 'photo');
  for (const [index, id] of (draft.refusal?.photos ?? []).entries()) {
    expectEvidence(['refusal', 'photos', index], id, 'photo');
  }
  expectEvidence(['customerSignature'], draft.customerSignature, 'customerSignature');
  expectEvidence(['technicianSignature'], draft.technicianSignature, 'technicianSignature');
  return faults;
}

const unknown = {
  code: {
    en: 'Choose a code of the provider’s catalogue.',
    'pt-BR': 'Escolha um código do cadastro do provedor.',
    es: 'Elija un código del catálogo del proveedor.',
  },
  photo: {
    en: 'This photo was not uploaded to this ticket.',
    'pt-BR': 'Esta foto não foi enviada para este chamado.',
    es: 'Esta foto no se envió a este ticket.',
  },
  customerSignature: {
    en: 'This customer’s signature was not uploaded to this ticket.',
    'pt-BR': 'Esta assinatura do cliente não foi enviada para este chamado.',
    es: 'Esta firma del cliente no se envió a este ticket.',
  },
  technicianSignature: {
    en: 'This technician’s signature was not uploaded to this ticket.',
    'pt-BR': 'Esta assinatura do técnico não foi enviada para este chamado.',
    es: 'Esta firma del técnico no se envió a este ticket.',
  },
} as const;
