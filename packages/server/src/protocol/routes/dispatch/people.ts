import { ValidationError } from '@field/core';
import { HistoryPage, People, PersonRecord, SavePerson } from '@field/core/dispatch';
import { dispatchError } from '../../dispatch/dispatch-errors.ts';
import { invalid } from '../../dispatch/issue-of.ts';
import { pageOf } from '../../page-of.ts';
import { recordIfMatch, recordProblems, showRecord } from '../../record-tag.ts';
import { route } from '../../route.ts';

const largestPage = 1000;
const personPath = '/v1/dispatch/people/{personId}';

export const dispatchPeopleRoutes = [
  route({
    kind: 'read',
    role: 'dispatcher',
    method: 'get',
    id: 'listPeople',
    path: '/v1/dispatch/people',
    summary: `Everybody who may sign in, with role and companies, at most ${largestPage} a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'By name.', schema: People },
    handle: async ({ query, store }) => ({
      body: await store.dispatch.people.list(pageOf(query, largestPage)),
    }),
  }),
  route({
    kind: 'read',
    role: 'dispatcher',
    method: 'get',
    id: 'readPerson',
    path: personPath,
    summary: 'One person, with role and companies.',
    answer: {
      status: 200,
      description: 'The person, with an ETag.',
      headers: ['ETag'],
      schema: PersonRecord,
    },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) =>
      showRecord(request, await store.dispatch.people.find(params.personId)),
  }),
  route({
    kind: 'change',
    role: 'admin',
    method: 'put',
    id: 'savePerson',
    path: personPath,
    summary:
      'Adds or changes a person. A new password, or an account that is not active any more, ends the person’s sessions.',
    body: SavePerson,
    hasSecret: true,
    ifMatch: recordIfMatch,
    answer: { status: 200, description: 'The person.', schema: PersonRecord },
    problems: ['server.username_taken', 'server.last_admin', ...recordProblems],
    edits: ({ params, store }) => store.dispatch.people.find(params.personId),
    newPassword: (body) => body.password,
    async handle({ params, body, store, recordedAt, passwordHash }) {
      const { people } = store.dispatch;
      const { password, ...known } = body;
      const id = params.personId;
      const companies = (await people.listCompanies()).map((company) => company.id);
      const unknown = body.companyIds.flatMap((companyId, index) =>
        companies.includes(companyId) ? [] : [['companyIds', index]],
      );
      if (unknown.length > 0) throw invalid(...unknown);
      if (password === undefined && !(await people.find(id))) {
        throw new ValidationError([{ path: ['password'], code: 'required', params: {} }]);
      }
      const { username } = body;
      if (await people.isUsernameTaken(username, id))
        throw dispatchError('server.username_taken', { username });
      const isAdmin = body.role === 'admin' && body.active;
      if (!isAdmin && !(await people.hasOtherAdmin(id))) throw dispatchError('server.last_admin');
      await people.save({ id, ...known }, passwordHash, recordedAt);
      return { body: await people.find(id) };
    },
  }),
];
