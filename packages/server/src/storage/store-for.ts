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

/** Everything one technician may read and change, over one connection or transaction; each part is made when asked for. */
export function storeFor(db: Kysely<Tables>, scope: Scope, secrets: SecretBox): Store {
  return {
    scope,
    get tickets() {
      return ticketStore(db, scope);
    },
    get visits() {
      return visitStore(db, scope);
    },
    get timeline() {
      return timelineStore(db, scope);
    },
    get stock() {
      return stockStore(db, scope);
    },
    get evidence() {
      return evidenceStore(db, scope);
    },
    get uploads() {
      return uploadStore(db, scope);
    },
    get contracts() {
      return contractStore(db, scope, secrets);
    },
    get catalogues() {
      return catalogueStore(db);
    },
    get closings() {
      return closingStore(db, scope);
    },
    get drafts() {
      return draftStore(db, scope);
    },
    get policies() {
      return policyStore(db, scope);
    },
    get ctos() {
      return ctoStore(db, scope);
    },
    get olts() {
      return oltStore(db, scope);
    },
    get operations() {
      return operationStore(db, scope);
    },
    get onuJobs() {
      return onuJobStore(db, scope);
    },
    get audit() {
      return auditStore(db, scope);
    },
    get dispatch() {
      return dispatchFor(db, scope, secrets);
    },
  };
}
