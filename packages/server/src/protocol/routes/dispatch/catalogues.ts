import { ClosingPolicy, CodedLabel, check, type ClosingPolicy as Policy } from '@field/core';
import { AllCatalogues, CatalogueKind, SaveCatalogueEntry, SavePolicy } from '@field/core/dispatch';
import type { Store } from '../../../storage/store.ts';
import { saveCatalogueEntry, savePolicy } from '../../dispatch/save-records.ts';
import { protocolError } from '../../protocol-errors.ts';
import { recordIfMatch, recordProblems, showRecord } from '../../record-tag.ts';
import { route } from '../../route.ts';

const role = 'dispatcher';
const codePath = '/v1/dispatch/catalogues/{kind}/{code}';
const policyPath = '/v1/dispatch/policies/{policyId}';

/** What closings choose from and are judged by. */
export const dispatchCatalogueRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listAllCatalogues',
    path: '/v1/dispatch/catalogues',
    summary: 'Causes, solutions and problem codes.',
    answer: { status: 200, description: 'In the provider’s order.', schema: AllCatalogues },
    async handle({ store: { dispatch } }) {
      const causes = await dispatch.catalogues.list('causes');
      const solutions = await dispatch.catalogues.list('solutions');
      return { body: { causes, solutions, problemCodes: await dispatch.catalogues.list('problemCodes') } };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readCatalogueEntry',
    path: codePath,
    summary: 'One code and what people read.',
    answer: { status: 200, description: 'The entry, with its ETag.', headers: ['ETag'], schema: CodedLabel },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) => showRecord(request, await findEntry(store, params)),
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveCatalogueEntry',
    path: codePath,
    summary:
      'Adds a code at the end, or changes what people read; `kind` is `causes`, `solutions` or `problemCodes`.',
    body: SaveCatalogueEntry,
    ifMatch: recordIfMatch,
    answer: { status: 200, description: 'The entry.', schema: CodedLabel },
    problems: ['server.not_found', 'server.list_full', ...recordProblems],
    edits: ({ params, store }) => findEntry(store, params),
    async handle({ params, body, store }) {
      const entry = { code: params.code, ...body };
      await saveCatalogueEntry(store, kindOf(params.kind), entry);
      return { body: entry };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'delete',
    id: 'removeCatalogueEntry',
    path: codePath,
    summary: 'Takes a code out; tickets and closings that have it keep it.',
    ifMatch: recordIfMatch,
    answer: { status: 204, description: 'Gone.' },
    problems: ['server.not_found', ...recordProblems],
    edits: ({ params, store }) => findEntry(store, params),
    async handle({ params, store }) {
      const found = await store.dispatch.catalogues.remove(kindOf(params.kind), params.code);
      if (!found) throw protocolError('server.not_found');
      return {};
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readPolicy',
    path: policyPath,
    summary: 'One closing policy, as it is in force.',
    answer: {
      status: 200,
      description: 'Its newest revision, with its ETag.',
      headers: ['ETag'],
      schema: ClosingPolicy,
    },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) =>
      showRecord(request, await findPolicy(store, params.policyId)),
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'savePolicy',
    path: policyPath,
    summary: 'Puts a closing policy in force. Closings that name an older revision are judged by that one.',
    body: SavePolicy,
    ifMatch: recordIfMatch,
    problems: ['server.list_full', ...recordProblems],
    edits: ({ params, store }) => findPolicy(store, params.policyId),
    answer: { status: 200, description: 'The policy with its new revision.', schema: ClosingPolicy },
    async handle({ params, body, store, recordedAt }) {
      const policy: Omit<Policy, 'revision'> = { ...body, id: params.policyId };
      return { body: await savePolicy(store, policy, recordedAt) };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'delete',
    id: 'withdrawPolicy',
    path: policyPath,
    summary: 'Takes a policy out of force; its revisions are kept.',
    ifMatch: recordIfMatch,
    answer: { status: 204, description: 'Not in force any more.' },
    problems: ['server.not_found', ...recordProblems],
    edits: ({ params, store }) => findPolicy(store, params.policyId),
    async handle({ params, store }) {
      if (!(await store.policies.withdraw(params.policyId))) throw protocolError('server.not_found');
      return {};
    },
  }),
];

/** @throws FieldError `server.not_found` for a catalogue there is not */
function kindOf(kind: string): CatalogueKind {
  const known = check(CatalogueKind, kind);
  if (!known.ok) throw protocolError('server.not_found');
  return known.value;
}

/** @throws FieldError `server.not_found` for a catalogue there is not */
async function findEntry(store: Store, { kind, code }: { readonly kind: string; readonly code: string }) {
  return store.dispatch.catalogues.find(kindOf(kind), code);
}

async function findPolicy(store: Store, policyId: string): Promise<Policy | undefined> {
  return (await store.policies.list()).find(({ id }) => id === policyId);
}
