import { randomBytes } from 'node:crypto';
import { check, Problem, type Session } from '@field/core';
import { expect, test } from 'vitest';
import { memoryEvidenceFiles } from '../src/evidence/memory-evidence-files.ts';
import { createFieldServer, type LogEntry, seedTenant } from '../src/index.ts';
import { assembleStorage } from '../src/storage/assemble-storage.ts';
import { createSecretBox } from '../src/storage/secret-box.ts';
import { createDice } from './faults/dice.ts';
import { everythingOf, tablesOf } from './fuzz/everything.ts';
import { type FuzzRequest, makeRequest, operationsOf } from './fuzz/make-request.ts';
import { openTestEngine } from './support/engine.ts';
import { password, staffed } from './support/tenant.ts';

/** `FIELD_FUZZ_CASES=2000` for a night, `FIELD_FUZZ_SEED` to see a failure again. */
const cases = Number(process.env.FIELD_FUZZ_CASES ?? 5);
const seed = Number(process.env.FIELD_FUZZ_SEED ?? 5);

async function setUp() {
  const engine = await openTestEngine();
  const evidenceFiles = memoryEvidenceFiles();
  const storage = assembleStorage({ engine, secrets: createSecretBox(randomBytes(32)), evidenceFiles });
  for (const id of ['norte', 'sul']) await seedTenant(storage, staffed(id));
  const failures: LogEntry[] = [];
  const logger = { info() {}, error: (entry: LogEntry) => void failures.push(entry) };
  const server = createFieldServer({ storage, logger });
  const send = async ({ method, url, headers, body }: FuzzRequest) => {
    const response = await server.fetch(new Request(url, { method, headers, body }));
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (isStream) await response.body?.cancel();
    return {
      status: response.status,
      headers: response.headers,
      text: isStream ? '' : await response.text(),
    };
  };
  const login = async (username: string): Promise<Session> => {
    const body = JSON.stringify({ username, password, companyId: 'matriz' });
    const headers = { 'content-type': 'application/json' };
    return JSON.parse(
      (await send({ method: 'POST', url: 'http://norte.example/v1/login', headers, body })).text,
    );
  };
  const tables = await tablesOf(engine, 'norte');
  const everything = async () => [
    await everythingOf(engine, 'norte', tables),
    await everythingOf(engine, 'sul', tables),
  ];
  return { send, login, everything, failures, storage };
}

/** What only the inside of a server says. */
const inside =
  /sqlite|libsql|kysely|postgres|pg_|node_modules|\.[jt]s:\d|scrypt\$|constraint|syntax error|relation "|pppoe-secret|invalid byte/i;

test(`whatever is sent to any route is answered or refused clearly, and what is refused leaves nothing (seed ${seed})`, async () => {
  const { send, login, everything, failures, storage } = await setUp();
  const answer = await send({
    method: 'GET',
    url: 'http://norte.example/openapi.json',
    headers: {},
    body: null,
  });
  const document = JSON.parse(answer.text);
  const dice = createDice(seed);
  for (const operation of operationsOf(document)) {
    // Ending the own session is one of the things that may be asked.
    const tokens = await Promise.all(['ana', 'alba'].map(async (name) => (await login(name)).accessToken));
    const refused: FuzzRequest[] = [];
    for (let number = 0; number < cases; number += 1) {
      const request = makeRequest(operation, tokens[number % 2] ?? '', document.components.schemas, dice);
      const { status, headers, text } = await send(request);
      const seen = { request, status, text: text.slice(0, 2000), failures };
      expect(status < 500 && failures.length === 0, JSON.stringify(seen)).toBe(true);
      if (text !== '') expect(headers.get('content-type'), JSON.stringify(seen)).not.toMatch(/html|svg/);
      if (status < 400) continue;
      expect(headers.get('content-type'), JSON.stringify(seen)).toBe('application/problem+json');
      if (request.method === 'HEAD') expect(text, JSON.stringify(seen)).toBe('');
      else expect(check(Problem, JSON.parse(text)).ok, JSON.stringify(seen)).toBe(true);
      expect(text, JSON.stringify(request)).not.toMatch(inside);
      refused.push(request);
    }
    const before = await everything();
    let allRefused = true;
    for (const request of refused) allRefused &&= (await send(request)).status >= 400;
    if (allRefused) expect(await everything(), JSON.stringify(refused)).toEqual(before);
  }
  await storage.close();
});
