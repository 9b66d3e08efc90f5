import type { Route } from '../route.ts';
import { closingRoutes } from './closing.ts';
import { dayRoutes } from './day.ts';
import { discoveryRoutes } from './discovery.ts';
import { dispatchRoutes } from './dispatch/dispatch-routes.ts';
import { draftRoutes } from './drafts.ts';
import { evidenceRoutes } from './evidence.ts';
import { onuRoutes } from './onu.ts';
import { onuJobRoutes } from './onu-jobs.ts';
import { openApiRoute } from './openapi.ts';
import { productRoutes } from './products.ts';
import { sessionRoutes } from './session.ts';
import { syncRoutes } from './sync.ts';
import { ticketRoutes } from './tickets.ts';
import { uploadRoutes } from './uploads.ts';
import { visitRoutes } from './visits.ts';

/** Every route of the protocol; the router and the OpenAPI document are both made of this list. */
export const routes: readonly Route[] = [
  ...discoveryRoutes,
  ...sessionRoutes,
  ...ticketRoutes,
  ...syncRoutes,
  ...visitRoutes,
  ...productRoutes,
  ...evidenceRoutes,
  ...uploadRoutes,
  ...closingRoutes,
  ...draftRoutes,
  ...dayRoutes,
  ...onuRoutes,
  ...onuJobRoutes,
  ...dispatchRoutes,
  openApiRoute(() => routes),
];
