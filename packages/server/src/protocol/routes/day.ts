import { fieldsOf } from '@field/core';
import { HistoryPage } from '@field/core/dispatch';
import { ClosingPolicies, type Cto, Ctos } from '@field/core/sync';
import * as z from 'zod/mini';
import { largestList, pageOf } from '../page-of.ts';
import { unlessHeld } from '../record-tag.ts';
import { route } from '../route.ts';

const nearestCtos = 100;

const CtoQuery = z.object({
  ...fieldsOf(HistoryPage),
  /** `latitude,longitude` in degrees: the nearest first. */
  near: z.optional(z.string().check(z.regex(/^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$/))),
});

/** What a phone takes along for the day. */
export const dayRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'listPolicies',
    path: '/v1/policies',
    summary:
      'The closing policies in force: what the provider demands of a closing, for each kind of service.',
    answer: {
      status: 200,
      description: 'Each in its newest revision.',
      headers: ['ETag'],
      schema: ClosingPolicies,
    },
    async handle({ request, store }) {
      return unlessHeld(request, { items: await store.policies.list() });
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listCtos',
    path: '/v1/ctos',
    summary: `The provider’s CTOs by name, at most ${largestList} a page; with \`near\`, the ${nearestCtos} nearest of those whose place is known.`,
    query: CtoQuery,
    answer: {
      status: 200,
      description: 'Where they are and what they hang on.',
      headers: ['ETag'],
      schema: Ctos,
    },
    async handle({ request, query, store }) {
      if (query.near === undefined) {
        return unlessHeld(request, await store.ctos.list(pageOf(query, largestList)));
      }
      const items = nearest(await store.ctos.listPlaced(), query.near);
      return unlessHeld(request, { items, nextCursor: null });
    },
  }),
];

/** By distance as the crow flies (haversine; the Earth as a ball is off by half a percent at most). */
function nearest(ctos: readonly Cto[], near: string): Cto[] {
  const [latitude = 0, longitude = 0] = near.split(',').map(Number);
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const distance = (to: { latitude: number; longitude: number }) =>
    Math.sin(radians(to.latitude - latitude) / 2) ** 2 +
    Math.cos(radians(latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(radians(to.longitude - longitude) / 2) ** 2;
  return ctos
    .flatMap((cto) => (cto.location ? [{ cto, distance: distance(cto.location) }] : []))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, nearestCtos)
    .map(({ cto }) => cto);
}
