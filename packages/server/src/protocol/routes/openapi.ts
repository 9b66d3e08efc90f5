import * as z from 'zod/mini';
import { describeProtocol } from '../openapi.ts';
import { type Route, route } from '../route.ts';

/** The route that tells all routes, itself included. */
export function openApiRoute(routes: () => readonly Route[]): Route {
  let document: unknown;
  return route({
    kind: 'open',
    method: 'get',
    id: 'readOpenApi',
    path: '/openapi.json',
    summary: 'This document.',
    answer: { status: 200, description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) },
    async handle() {
      document ??= describeProtocol(routes());
      return { body: document };
    },
  });
}
