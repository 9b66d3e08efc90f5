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
  return new ScopedStore(db, scope, secrets);
}

/** A class, for it costs a request nothing: the getters are made once. */
class ScopedStore implements Store {
  readonly scope: Scope;
  readonly #db: Kysely<Tables>;
  readonly #secrets: SecretBox;

  constructor(db: Kysely<Tables>, scope: Scope, secrets: SecretBox) {
    this.scope = scope;
    this.#db = db;
    this.#secrets = secrets;
  }

  get tickets() {
    return ticketStore(this.#db, this.scope);
  }

  get visits() {
    return visitStore(this.#db, this.scope);
  }

  get timeline() {
    return timelineStore(this.#db, this.scope);
  }

  get stock() {
    return stockStore(this.#db, this.scope);
  }

  get evidence() {
    return evidenceStore(this.#db, this.scope);
  }

  get uploads() {
    return uploadStore(this.#db, this.scope);
  }

  get contracts() {
    return contractStore(this.#db, this.scope, this.#secrets);
  }

  get catalogues() {
    return catalogueStore(this.#db);
  }

  get closings() {
    return closingStore(this.#db, this.scope);
  }

  get drafts() {
    return draftStore(this.#db, this.scope);
  }

  get policies() {
    return policyStore(this.#db, this.scope);
  }

  get ctos() {
    return ctoStore(this.#db, this.scope);
  }

  get olts() {
    return oltStore(this.#db, this.scope);
  }

  get operations() {
    return operationStore(this.#db, this.scope);
  }

  get onuJobs() {
    return onuJobStore(this.#db, this.scope);
  }

  get audit() {
    return auditStore(this.#db, this.scope);
  }

  get dispatch() {
    return dispatchFor(this.#db, this.scope, this.#secrets);
  }
}
