import { ContractRecord, HistoryPage, SaveContract, SaveCto } from '@field/core/dispatch';
import { Cto } from '@field/core/sync';
import * as z from 'zod/mini';
import { OltImport } from '../../../import/tenant-import.ts';
import type { Store } from '../../../storage/store.ts';
import { saveContract, saveCto } from '../../dispatch/save-records.ts';
import { pageOf } from '../../page-of.ts';
import { protocolError } from '../../protocol-errors.ts';
import { recordIfMatch, recordProblems, showRecord } from '../../record-tag.ts';
import { route } from '../../route.ts';

const role = 'dispatcher';
const contractPath = '/v1/dispatch/contracts/{contractId}';
const ctoPath = '/v1/dispatch/ctos/{ctoId}';
const oltPath = '/v1/dispatch/olts/{oltId}';
const SaveOlt = z.omit(OltImport, { id: true });
const Olts = z.object({ items: z.array(OltImport), nextCursor: z.nullable(z.string()) });
const largestPage = 500;

/** Contracts, and what they hang on. */
export const dispatchNetworkRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readContract',
    path: contractPath,
    summary: 'What a customer bought and how it is connected, without the PPPoE password.',
    answer: { status: 200, description: 'The contract.', headers: ['ETag'], schema: ContractRecord },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) =>
      showRecord(request, await store.dispatch.network.findContract(params.contractId)),
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveContract',
    path: contractPath,
    summary: 'Adds or changes a contract. What ONU jobs found out of its ONU stays.',
    body: SaveContract,
    hasSecret: true,
    ifMatch: recordIfMatch,
    problems: recordProblems,
    edits: ({ params, store }) => store.dispatch.network.findContract(params.contractId),
    answer: { status: 200, description: 'The contract.', schema: ContractRecord },
    async handle({ params, body, store }) {
      await saveContract(store, params.contractId, body);
      return { body: await store.dispatch.network.findContract(params.contractId) };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readCto',
    path: ctoPath,
    summary: 'One CTO.',
    answer: { status: 200, description: 'The CTO, with its ETag.', headers: ['ETag'], schema: Cto },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) => showRecord(request, await store.ctos.find(params.ctoId)),
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveCto',
    path: ctoPath,
    summary: 'Adds or changes a CTO.',
    body: SaveCto,
    ifMatch: recordIfMatch,
    problems: recordProblems,
    edits: ({ params, store }) => store.ctos.find(params.ctoId),
    answer: { status: 200, description: 'The CTO.', schema: Cto },
    async handle({ params, body, store }) {
      const cto = { id: params.ctoId, ...body };
      await saveCto(store, cto);
      return { body: cto };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'delete',
    id: 'removeCto',
    path: ctoPath,
    summary: 'Takes a CTO out.',
    ifMatch: recordIfMatch,
    answer: { status: 204, description: 'Gone.' },
    problems: ['server.not_found', ...recordProblems],
    edits: ({ params, store }) => store.ctos.find(params.ctoId),
    async handle({ params, store }) {
      if (!(await store.dispatch.network.removeCto(params.ctoId))) throw protocolError('server.not_found');
      return {};
    },
  }),
  route({
    kind: 'read',
    role: 'admin',
    method: 'get',
    id: 'listOlts',
    path: '/v1/dispatch/olts',
    summary: `The provider’s OLTs and how they are reached, at most ${largestPage} a page; credentials by their name only.`,
    query: HistoryPage,
    answer: { status: 200, description: 'By id.', schema: Olts },
    async handle({ query, store }) {
      const { items, nextCursor } = await store.olts.listPage(pageOf(query, largestPage));
      return { body: { items: items.map(({ tenantId: _, ...olt }) => olt), nextCursor } };
    },
  }),
  route({
    kind: 'read',
    role: 'admin',
    method: 'get',
    id: 'readOlt',
    path: oltPath,
    summary: 'One OLT and how it is reached.',
    answer: { status: 200, description: 'The OLT, with its ETag.', headers: ['ETag'], schema: OltImport },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) => showRecord(request, await findOlt(store, params.oltId)),
  }),
  route({
    kind: 'change',
    role: 'admin',
    method: 'put',
    id: 'saveOlt',
    path: oltPath,
    summary: 'Adds or changes an OLT. The gateway finds password and community by the name in `credentials`.',
    body: SaveOlt,
    ifMatch: recordIfMatch,
    problems: recordProblems,
    edits: ({ params, store }) => findOlt(store, params.oltId),
    answer: { status: 200, description: 'The OLT.', schema: OltImport },
    async handle({ params, body, store }) {
      const olt = { id: params.oltId, ...body };
      await store.dispatch.network.saveOlt(olt);
      return { body: olt };
    },
  }),
];

async function findOlt(store: Store, oltId: string) {
  const olt = await store.olts.find(oltId);
  if (!olt) return null;
  const { tenantId: _, ...shown } = olt;
  return shown;
}
