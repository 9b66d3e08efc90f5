import { readFile } from 'node:fs/promises';
import { createStandInServer, type StandInData } from '@field/client/testing';
import type { Problem, StockItem, Ticket } from '@field/core';
import type { AllCatalogues, People } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { play } from './stand-in/play.ts';
import { on, steps } from './stand-in/steps.ts';
import { serve } from './support/serve.ts';
import { password, staffed, ticket } from './support/tenant.ts';

/*
 * The client's stand-in server is a model of this one. Here both are asked the same, and what they answer has to be
 * alike: status, media type, headers an app reads, the code of a problem, and the shape of every body.
 */

const now = '2026-03-02T12:00:00.000Z';
const clock = { now: () => Date.parse(now), schedule: () => () => undefined };
const tickets = [
  ticket('t-1', { schedule: on(2), priority: 'urgent' }),
  ticket('t-2', { technicianId: 'beto' }),
  ticket('t-3', { schedule: on(3) }),
  ticket('t-4', { problemCode: { code: '40', label: 'MANUTENÇÃO EM POSTE' } }),
];
const olt = {
  id: 'olt-1',
  name: 'Centro',
  target: 'ssh://field@127.0.0.1:9',
  credentials: 'olt-1',
  profiles: [{ name: 'padrao', lineProfileId: 1, serviceProfileId: 1 }],
};
const cto = { id: 'cto-1', name: 'CTO-14', location: null, ports: 16, oltId: 'olt-1', pon: null };
/** Work on a pole: nobody climbs without a helmet. */
const policies = [
  {
    format: 1 as const,
    id: 'pole',
    revision: 1,
    serviceTypes: ['40'],
    closing: [],
    start: [{ require: 'answer' as const, item: 'helmet', allowed: ['true'] }],
  },
];

test('the stand-in has every route of the protocol, or says by name that it has not', async () => {
  const standIn = createStandInServer();
  const document = JSON.parse(
    await readFile(new URL('../../../docs/reference/openapi.json', import.meta.url), 'utf8'),
  ) as { paths: Record<string, Record<string, { operationId: string }>> };
  const unserved: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      // Their refusals have no document.
      if (method === 'head' || method === 'options') continue;
      const url = `https://field.test${path.replace(/\{\w+\}/g, 'x')}`;
      const answer = await standIn.handle(new Request(url, { method: method.toUpperCase() }));
      const problem = answer.ok ? undefined : ((await answer.json()) as Problem);
      expect([operationId, problem?.code]).not.toEqual([operationId, 'server.route_unknown']);
      if (problem?.code === 'stand_in.not_served') unserved.push(operationId);
    }
  }
  expect(unserved.sort()).toEqual([
    'importCsv',
    'listAudit',
    'listOlts',
    'listStockTransfers',
    'readCatalogueEntry',
    'readContract',
    'readCto',
    'readOlt',
    'readOpenApi',
    'readPerson',
    'readPolicy',
    'readProduct',
    'removeCatalogueEntry',
    'removeCto',
    'saveCatalogueEntry',
    'saveContract',
    'saveCto',
    'saveOlt',
    'savePerson',
    'savePolicy',
    'saveProduct',
    'transferStock',
    'withdrawPolicy',
  ]);
});

test('the stand-in answers as the server does', async () => {
  const real = await serve({
    tenants: [
      staffed('norte', {
        tickets,
        policies,
        olts: [olt],
        ctos: [cto, { ...cto, id: 'cto-2', name: 'CTO-15' }],
      }),
    ],
    clock: () => new Date(now),
  });
  const first = await real.login();
  const read = async <T>(path: string) => real.json<T>('GET', path, { as: first });
  const dora = await real.login('dora');
  const asDora = async <T>(path: string) => real.json<T>('GET', path, { as: dora });
  const data: StandInData = {
    tenant: {
      tenantId: 'norte',
      name: 'Provedor norte',
      locale: 'pt-BR',
      companies: [{ id: 'matriz', name: 'Matriz' }],
    },
    technicians: (await asDora<People>('/v1/dispatch/people')).items.map((person) => ({
      ...person,
      password,
    })),
    tickets: (await asDora<{ items: Ticket[] }>('/v1/dispatch/tickets')).items,
    stock: {
      ana: (await read<{ items: StockItem[] }>('/v1/stock')).items,
      beto: (await asDora<{ items: StockItem[] }>('/v1/dispatch/people/beto/stock')).items,
    },
    catalogues: await read('/v1/catalogues'),
    problemCodes: (await asDora<AllCatalogues>('/v1/dispatch/catalogues')).problemCodes,
    policies: (await read<{ items: StandInData['policies'] }>('/v1/policies')).items,
    ctos: (await read<{ items: StandInData['ctos'] }>('/v1/ctos')).items,
    pppoe: { 'contract-1': { login: 'jose.silva', password: 'pppoe-secret-1' } },
    waitingOnus: [],
  };
  // Who looks around is not signed in any more when both are asked.
  for (const as of [first, dora]) await real.call('POST', '/v1/logout', { as });
  const standIn = createStandInServer({ data, clock });

  const [expected, found] = [await play(real.url, fetch), await play(real.url, standIn.handle)];
  const told = (answers: unknown[]) =>
    answers.map((answer, index) => ({ step: `${index}: ${steps[index]?.on}`, answer }));
  expect(told(found)).toEqual(told(expected));
});
