import type { Kysely } from 'kysely';
import { auditStore } from '../audit-store.ts';
import { closingStore } from '../closing-store.ts';
import { evidenceStore } from '../evidence-store.ts';
import type { Scope } from '../scope.ts';
import type { SecretBox } from '../secret-box.ts';
import { stockStore } from '../stock-store.ts';
import type { DispatchStore } from '../store.ts';
import type { Tables } from '../tables.ts';
import { timelineStore } from '../timeline-store.ts';
import type { Sight } from '../visible-tickets.ts';
import { visitStore } from '../visit-store.ts';
import { dispatchCatalogues } from './dispatch-catalogues.ts';
import { dispatchTickets } from './dispatch-tickets.ts';
import { networkStore } from './network-store.ts';
import { outageStore } from './outage-store.ts';
import { peopleStore } from './people-store.ts';
import { productStore } from './product-store.ts';

/** Everything a dispatcher may read and change, over one connection or transaction. */
export function dispatchFor(db: Kysely<Tables>, scope: Scope, secrets: SecretBox): DispatchStore {
  const sight: Sight = { ...scope, wholeCompany: true };
  return {
    tickets: dispatchTickets(db, sight),
    timeline: timelineStore(db, sight),
    visits: visitStore(db, sight),
    stock: stockStore(db, sight),
    evidence: evidenceStore(db, sight),
    closings: closingStore(db, sight),
    audit: auditStore(db, sight),
    catalogues: dispatchCatalogues(db, scope),
    people: peopleStore(db, scope),
    products: productStore(db, scope),
    network: networkStore(db, scope, secrets),
    outages: outageStore(db, sight),
  };
}
