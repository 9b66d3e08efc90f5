import { randomBytes, randomUUID } from 'node:crypto';
import type { Session } from '@field/core';
import { listPrivacy } from '@field/core/privacy';
import { expect, onTestFinished, test } from 'vitest';
import type * as z from 'zod/mini';
import { memoryEvidenceFiles } from '../src/evidence/memory-evidence-files.ts';
import { createFieldServer, seedTenant } from '../src/index.ts';
import { fingerprintOf } from '../src/protocol/idempotency.ts';
import { routes } from '../src/protocol/routes/routes.ts';
import { assembleStorage } from '../src/storage/assemble-storage.ts';
import { createSecretBox } from '../src/storage/secret-box.ts';
import { openTestEngine } from './support/engine.ts';
import { password, staffed } from './support/tenant.ts';

const holdsSecret = (schema: z.core.$ZodType | undefined) =>
  schema !== undefined && listPrivacy(schema as never).some(({ privacy }) => privacy === 'secret');

/** What is kept to be answered again. */
const kept = routes.filter(({ kind }) => kind === 'change' || kind === 'job' || kind === 'upload');

test('a route whose body may hold a secret says so', () => {
  const marked = kept.filter(({ hasSecret }) => hasSecret).map(({ id }) => id);
  expect(marked.sort()).toEqual(['importCsv', 'saveContract', 'savePerson']);
  expect(kept.filter(({ body, hasSecret }) => holdsSecret(body) && !hasSecret).map(({ id }) => id)).toEqual(
    [],
  );
});

test('no answer that is kept to be told again holds a secret', () => {
  expect(kept.filter(({ answer }) => holdsSecret(answer.schema)).map(({ id }) => id)).toEqual([]);
});

const secret = 'segredo-da-casa-9';
const person = { name: 'Rui', username: 'rui', role: 'technician', companyIds: ['matriz'], active: true };

test.each<[method: string, path: string, type: string, body: (secret: string) => unknown]>([
  ['PUT', '/v1/dispatch/people/rui', 'application/json', (word) => ({ ...person, password: word })],
  [
    'PUT',
    '/v1/dispatch/contracts/contract-1',
    'application/json',
    (word) => ({
      ...{ plan: null, subplan: null, cto: null, seal: null, ctoPort: null, oltId: null, onuProfile: null },
      pppoe: { login: 'jose.silva', password: word },
    }),
  ],
  [
    'POST',
    '/v1/dispatch/imports/contracts',
    'text/csv',
    (word) => `id,pppoe.login,pppoe.password\nc-9,jose,${word}\n`,
  ],
])(
  '%s %s is recognised by its body, and nothing of it is kept that the secret could be guessed from',
  async (method, path, type, bodyOf) => {
    const engine = await openTestEngine();
    const secrets = createSecretBox(randomBytes(32));
    const storage = assembleStorage({ engine, secrets, evidenceFiles: memoryEvidenceFiles() });
    onTestFinished(storage.close);
    await seedTenant(storage, staffed('norte'));
    const server = createFieldServer({ storage });
    const send = (at: string, headers: Record<string, string>, body: string, verb = method) =>
      server.fetch(new Request(`http://norte.example${at}`, { method: verb, headers, body }));
    const credentials = JSON.stringify({ username: 'alba', password, companyId: 'matriz' });
    const signIn = await send('/v1/login', { 'content-type': 'application/json' }, credentials, 'POST');
    const { accessToken } = (await signIn.json()) as Session;
    const key = randomUUID();
    const ask = (word: string) => {
      const body = bodyOf(word);
      const headers = {
        authorization: `Bearer ${accessToken}`,
        'idempotency-key': key,
        'content-type': type,
      };
      return send(path, headers, typeof body === 'string' ? body : JSON.stringify(body));
    };

    const first = await ask(secret);
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null]);
    const again = await ask(secret);
    expect([await again.text(), again.headers.get('idempotency-replayed')]).toEqual([
      await first.text(),
      'true',
    ]);
    const other = await ask(`${secret}0`);
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'server.idempotency_mismatch' }]);

    const rows = await engine.within('norte').selectFrom('operations').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const plain = fingerprintOf(new Request(`http://norte.example${path}`, { method }), bodyOf(secret));
    expect(rows[0]?.fingerprint).not.toBe(plain);
  },
);
