import { ContractRecord, SaveContract, SaveCto } from '@field/core/dispatch';
import { Cto } from '@field/core/sync';
import * as z from 'zod/mini';
import { OltImport } from '../../../import/tenant-import.ts';
import { saveContract, saveCto } from '../../dispatch/save-records.ts';
import { protocolError } from '../../protocol-errors.ts';
import { route } from '../../route.ts';

const role = 'dispatcher';
const contractPath = '/v1/dispatch/contracts/{contractId}';
const ctoPath = '/v1/dispatch/ctos/{ctoId}';
const SaveOlt = z.omit(OltImport, { id: true });
const Olts = z.object({ items: z.array(OltImport) });

/** Contracts, and what they hang on. */
export const dispatchNetworkRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readContract',
    path: contractPath,
    summary: 'What a customer bought and how it is connected, without the PPPoE password.',
    answer: { status: 200, description: 'The contract.', schema: ContractRecord },
    problems: ['server.not_found'],
    async handle({ params, store }) {
      const contract = await store.dispatch.network.findContract(params.contractId);
      if (!contract) throw protocolError('server.not_found');
      return { body: contract };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveContract',
    path: contractPath,
    summary: 'Adds or changes a contract. What ONU jobs found out of its ONU stays.',
    body: SaveContract,
    answer: { status: 200, description: 'The contract.', schema: ContractRecord },
    async handle({ params, body, store }) {
      await saveContract(store, params.contractId, body);
      return { body: await store.dispatch.network.findContract(params.contractId) };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveCto',
    path: ctoPath,
    summary: 'Adds or changes a CTO.',
    body: SaveCto,
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
    answer: { status: 204, description: 'Gone.' },
    problems: ['server.not_found'],
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
    summary: 'The provider’s OLTs and how they are reached; credentials by their name only.',
    answer: { status: 200, description: 'By id.', schema: Olts },
    async handle({ store }) {
      const olts = await store.olts.list();
      return { body: { items: olts.map(({ tenantId: _, ...olt }) => olt) } };
    },
  }),
  route({
    kind: 'change',
    role: 'admin',
    method: 'put',
    id: 'saveOlt',
    path: '/v1/dispatch/olts/{oltId}',
    summary: 'Adds or changes an OLT. The gateway finds password and community by the name in `credentials`.',
    body: SaveOlt,
    answer: { status: 200, description: 'The OLT.', schema: OltImport },
    async handle({ params, body, store }) {
      const olt = { id: params.oltId, ...body };
      await store.dispatch.network.saveOlt(olt);
      return { body: olt };
    },
  }),
];
