import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type ApiDocument, findBreakingChanges } from '../scripts/breaking-changes.ts';

const file = fileURLToPath(new URL('../../../docs/reference/openapi.json', import.meta.url));
const text = readFileSync(file, 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: a violation is planted anywhere in the document
type Planted = any;

/** What is found when the committed document is changed by `plant`. */
function found(plant: (document: Planted) => void): string[] {
  const changed = JSON.parse(text);
  plant(changed);
  return findBreakingChanges(JSON.parse(text), changed as ApiDocument).map(
    ({ at, what }) => `${at}: ${what}`,
  );
}

const ticketPath = '/v1/tickets/{ticketId}';

test('the committed document is what the server answers', async () => {
  const script = fileURLToPath(new URL('../scripts/openapi.ts', import.meta.url));
  const run = promisify(execFile)(process.execPath, [
    ...['--conditions', '@field/source', '--import', 'tsx', script, '--check'],
  ]);
  await expect(run).resolves.toMatchObject({ stderr: '' });
});

test('a document does not break itself; what is new breaks nobody', () => {
  expect(found(() => {})).toEqual([]);
  const additions = (document: Planted) => {
    document.paths['/v1/new'] = { get: { responses: { 200: {} } } };
    document.paths['/v1/tickets'].get.parameters.push({
      name: 'sort',
      in: 'query',
      schema: { type: 'string' },
    });
    document.components.schemas.Ticket.properties.colour = { type: 'string' };
    document.components.schemas.Ticket.required.push('colour');
    document.components.schemas.UseProduct.properties.note = { type: 'string' };
    document.components.schemas.CustomerAbsent.properties.note.anyOf?.push({ type: 'number' });
  };
  expect(found(additions)).toEqual([]);
});

test.each<[string, (document: Planted) => void, string | RegExp]>([
  ['a route is taken away', ({ paths }) => delete paths['/v1/stock'], 'GET /v1/stock: the operation is gone'],
  [
    'a parameter is taken away',
    ({ paths }) => paths['/v1/tickets'].get.parameters.shift(),
    'GET /v1/tickets: the parameter search is gone',
  ],
  [
    'a header becomes demanded',
    ({ paths }) => {
      paths[`${ticketPath}/visits`].post.parameters[1].required = true;
    },
    `POST ${ticketPath}/visits: the parameter Idempotency-Key is demanded`,
  ],
  [
    'a field of a request becomes demanded',
    ({ components }) => {
      components.schemas.UseProduct.required.push('serial');
    },
    `POST ${ticketPath}/products body: serial is demanded`,
  ],
  [
    'a field of a request gets shorter',
    ({ components }) => {
      components.schemas.LoginRequest.properties.username.maxLength = 5;
    },
    'POST /v1/login body/username: maxLength is stricter',
  ],
  [
    'a field of an answer is taken away',
    ({ components }) => delete components.schemas.Ticket.properties.protocol,
    `GET ${ticketPath} 200: protocol is gone`,
  ],
  [
    'a field of an answer changes its type',
    ({ components }) => {
      components.schemas.Ticket.properties.version = { type: 'string' };
    },
    `GET ${ticketPath} 200/version: was "integer", is "string"`,
  ],
  [
    'a field of an answer may be missing now',
    ({ components }) => {
      const { Ticket } = components.schemas;
      Ticket.required = Ticket.required.filter((name: string) => name !== 'openedAt');
    },
    `GET ${ticketPath} 200: openedAt may be missing`,
  ],
  [
    'an answer may be null now',
    ({ components }) => {
      const { properties } = components.schemas.Ticket;
      properties.version = { anyOf: [properties.version, { type: 'null' }] };
    },
    /GET \/v1\/tickets\/{ticketId} 200\/version: was "integer", is "null"/,
  ],
  [
    'an answer holds a word that was never announced',
    ({ components }) => {
      components.schemas.AuthorizeResult.properties.outcome.enum.push('perhaps');
    },
    `POST ${ticketPath}/onu/authorize 200/outcome: perhaps was never announced`,
  ],
  [
    'a status is not answered any more',
    ({ paths }) => {
      const { responses } = paths[`${ticketPath}/visits`].post;
      responses[200] = responses[201];
      delete responses[201];
    },
    `POST ${ticketPath}/visits: 201 is not answered any more`,
  ],
])('it is noticed when %s', (_, plant, expected) => {
  const lines = found(plant);
  expect(lines).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
});
