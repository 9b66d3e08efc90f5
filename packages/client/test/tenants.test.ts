import { expect, test } from 'vitest';
import { createFieldClient, createMemoryStorage } from '../src/index.ts';
import { findLookalike, openTenants } from '../src/tenants/index.ts';
import { createManualClock } from '../src/testing/index.ts';
import { sampleLogin, sampleSession, sampleTenant } from './samples.ts';
import { rejection } from './signed-in-client.ts';

/** Providers by their host, behind a network that can be switched off. */
async function start(documents: Record<string, object>, storage = createMemoryStorage()) {
  const clock = createManualClock('2026-03-02T08:00:00Z');
  const line = { up: true, asked: [] as string[] };
  const fetch = async (url: string) => {
    line.asked.push(url);
    if (!line.up) throw new TypeError('no coverage');
    if (url.endsWith('/v1/login')) return Response.json(sampleSession());
    const document = documents[new URL(url).host];
    return document
      ? Response.json(document)
      : new Response('<html>', { headers: { 'content-type': 'text/html' } });
  };
  const tenants = openTenants({ storage, fetch, clock, locale: 'pt-BR' });
  async function signIn(domain: string) {
    const { tenant } = await tenants.find(domain);
    const client = createFieldClient({ tenant, fetch, clock });
    tenants.pinOnSignIn(client, tenant);
    await client.login(sampleLogin);
    await tenants.known();
  }
  return { clock, documents, line, signIn, storage, tenants };
}

const norte = sampleTenant('https://api.provedor.com.br');

test('a provider is kept for a day, and longer where it cannot be reached', async () => {
  const { clock, line, tenants } = await start({ 'provedor.com.br': norte });
  expect(await tenants.find('Provedor.com.br')).toMatchObject({ source: 'network', pinned: false });
  line.up = false;
  expect(await tenants.find('provedor.com.br')).toMatchObject({
    source: 'cache',
    tenant: { name: 'Rede Norte' },
  });
  expect(line.asked.length).toBe(1);
  clock.advance(3 * 86_400_000);
  expect(await tenants.find('provedor.com.br')).toMatchObject({
    source: 'cache',
    asOf: '2026-03-02T08:00:00.000Z',
  });
  expect(line.asked.length).toBeGreaterThan(1);
  expect(await rejection(tenants.find('outro.com.br'))).toMatchObject({ code: 'client.network' });
  line.up = true;
  expect(await tenants.find('provedor.com.br')).toMatchObject({ source: 'network' });
});

test('after the first login a provider is pinned: another server or another tenant is an error', async () => {
  const run = await start({ 'provedor.com.br': norte });
  await run.signIn('provedor.com.br');
  expect(await run.tenants.known()).toMatchObject([{ pinned: true, tenant: { domain: 'provedor.com.br' } }]);
  const restarted = await start(run.documents, run.storage);
  run.documents['provedor.com.br'] = sampleTenant('https://login.provedor.com.br');
  expect(await rejection(restarted.tenants.find('provedor.com.br', { fresh: true }))).toMatchObject({
    code: 'client.tenant_changed',
    details: { pinned: 'api.provedor.com.br', host: 'login.provedor.com.br' },
  });
  run.documents['provedor.com.br'] = { ...norte, tenantId: 'outra' };
  expect(await rejection(restarted.tenants.find('provedor.com.br', { fresh: true }))).toMatchObject({
    code: 'client.tenant_changed',
  });
  expect((await restarted.tenants.find('provedor.com.br')).tenant.apiUrl).toBe('https://api.provedor.com.br');
  expect(await restarted.tenants.find('provedor.com.br', { repin: true })).toMatchObject({ pinned: false });
  await restarted.tenants.forget('provedor.com.br');
  expect(await restarted.tenants.known()).toEqual([]);
});

test('a domain that looks like the pinned one is refused before it is asked', async () => {
  const { line, signIn, tenants } = await start({ 'provedor.com.br': norte, 'proved0r.com.br': norte });
  await signIn('provedor.com.br');
  line.asked.length = 0;
  const refused = await rejection(tenants.find('proved0r.com.br'));
  expect(refused).toMatchObject({
    code: 'client.lookalike_domain',
    details: { domain: 'proved0r.com.br', known: 'provedor.com.br' },
  });
  expect((refused as { text(locale: string): { next: string } }).text('pt-BR').next).toContain('não digite');
  expect(line.asked).toEqual([]);
  expect(await rejection(tenants.find('proved0r.com.br', { allowLookalike: true }))).toMatchObject({
    code: 'client.untrusted_tenant',
  });
});

test.each([
  ['proved0r.com.br', true],
  ['provedоr.com.br', true],
  ['provedor.com', true],
  ['provedor.com.br.login.net', true],
  ['prvoedor.com.br', true],
  ['provedorr.com.br', true],
  ['pro-vedor.com.br', true],
  ['provédor.com.br', true],
  ['provedor.com.br', false],
  ['app.provedor.com.br', false],
  ['fibranet.com.br', false],
])('%s looks like provedor.com.br: %s', (domain, expected) => {
  expect(findLookalike(domain, ['provedor.com.br'])).toBe(expected ? 'provedor.com.br' : undefined);
});

test('letters of two scripts in one word are like the word they read as, known or not', () => {
  expect(findLookalike('fibrаnet.com.br', [])).toBe('fibranet.com.br');
  expect(findLookalike('провайдер.ru', [])).toBeUndefined();
});
