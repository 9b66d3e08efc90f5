import type { Kysely } from 'kysely';
import { auditStore } from './audit-store.ts';
import { catalogueStore } from './catalogue-store.ts';
import { closingStore } from './closing-store.ts';
import { contractStore } from './contract-store.ts';
import { ctoStore } from './cto-store.ts';
import { dispatchFor } from './dispatch/dispatch-for.ts';
import { draftStore } from './draft-store.ts';
import { evidenceStore } from './evidence-store.ts';
import { oltStore } from './olt-store.ts';
import { onuJobStore } from './onu-job-store.ts';
import { operationStore } from './operation-store.ts';
import { policyStore } from './policy-store.ts';
import type { SecretBox } from './secret-box.ts';
import { stockStore } from './stock-store.ts';
import type { Scope, Store } from './store.ts';
import type { Tables } from './tables.ts';
import { ticketStore } from './ticket-store.ts';
import { timelineStore } from './timeline-store.ts';
import { uploadStore } from './upload-store.ts';
import { visitStore } from './visit-store.ts';

/** Everything one technician may read and change, over one connection or transaction. */
export function storeFor(db: Kysely<Tables>, scope: Scope, secrets: SecretBox): Store {
  return {
    scope,
    tickets: ticketStore(db, scope),
    visits: visitStore(db, scope),
    timeline: timelineStore(db, scope),
    stock: stockStore(db, scope),
    evidence: evidenceStore(db, scope),
    uploads: uploadStore(db, scope),
    contracts: contractStore(db, scope, secrets),
    catalogues: catalogueStore(db),
    closings: closingStore(db, scope),
    drafts: draftStore(db, scope),
    policies: policyStore(db, scope),
    ctos: ctoStore(db, scope),
    olts: oltStore(db, scope),
    operations: operationStore(db, scope),
    onuJobs: onuJobStore(db, scope),
    audit: auditStore(db, scope),
    dispatch: dispatchFor(db, scope, secrets),
  };
}
