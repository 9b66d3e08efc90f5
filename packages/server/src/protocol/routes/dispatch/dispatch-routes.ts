import { dispatchCatalogueRoutes } from './catalogues.ts';
import { dispatchClosingRoutes } from './closings.ts';
import { dispatchImportRoutes } from './imports.ts';
import { dispatchNetworkRoutes } from './network.ts';
import { dispatchOutageRoutes } from './outages.ts';
import { dispatchPeopleRoutes } from './people.ts';
import { dispatchProductRoutes } from './products.ts';
import { dispatchTicketRoutes } from './tickets.ts';

/** Enough to run a small provider without an ERP. */
export const dispatchRoutes = [
  ...dispatchTicketRoutes,
  ...dispatchClosingRoutes,
  ...dispatchCatalogueRoutes,
  ...dispatchProductRoutes,
  ...dispatchNetworkRoutes,
  ...dispatchOutageRoutes,
  ...dispatchPeopleRoutes,
  ...dispatchImportRoutes,
];
