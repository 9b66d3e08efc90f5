import { expect, test } from 'vitest';
import { createFieldClient, discoverTenant, isClientError } from '../src/index.ts';
import { createHandlerFetch, type Handler } from '../src/testing/index.ts';
import { sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import { sampleTenant } from './samples.ts';
import { rejection } from './signed-in-client.ts';

/** A domain whose document points to `apiUrl`. */
const pointingTo =
  (apiUrl: string): Handler =>
  () =>
    Response.json(sampleTenant(apiUrl));

test('a domain on this device is asked over http and its document comes back checked', async () => {
  const server = await startLoopbackServer((_, response) => {
    sendJson(response, { ...sampleTenant(server.url), unknownField: 1 });
  });
  const tenant = await discoverTenant(` http://${server.host}/app `);
  expect(tenant).toEqual({ ...sampleTenant(server.url), domain: server.host });
  expect(Object.isFrozen(tenant)).toBe(true);
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /.well-known/field-service.json',
  ]);
});

test.each(['Provedor.com.br', 'http://provedor.com.br/', ' https://PROVEDOR.COM.BR/app?x=1 '])(
  '%s is asked over https whatever was typed',
  async (typed) => {
    const asked: string[] = [];
    const fetch = createHandlerFetch((request) => {
      asked.push(request.url);
      return Response.json(sampleTenant('https://api.provedor.com.br'));
    });
    expect((await discoverTenant(typed, { fetch })).domain).toBe('provedor.com.br');
    expect(asked).toEqual(['https://provedor.com.br/.well-known/field-service.json']);
  },
);

test.each([
  ['en', 'must be a domain'],
  ['pt-BR', 'deve ser um domínio'],
  ['es', 'debe ser un dominio'],
] as const)('what is no domain is named in %s and nothing is asked', async (locale, text) => {
  const fetch = () => Promise.reject(new TypeError('asked'));
  const error = await rejection(discoverTenant('rede norte', { fetch, locale }));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues[0]).toMatchObject({ path: ['domain'], code: 'not_a_domain' });
  expect(error.text(locale).message).toContain(`domain: ${text}`);
});

test('a redirect to another host is refused before that host is asked', async () => {
  const other = await startLoopbackServer((_, response) => sendJson(response, sampleTenant(other.url)));
  const server = await startLoopbackServer((_, response) => {
    const location = `${other.url}/.well-known/field-service.json`;
    response.writeHead(302, { location }).end();
  });
  const error = await rejection(discoverTenant(server.host));
  expect(isClientError(error, 'client.redirected')).toBe(true);
  expect(other.seen).toEqual([]);
});

test.each([
  ['opaque, as browsers show it', { type: 'opaqueredirect', status: 0, ok: false }],
  ['followed, as React Native shows it', { redirected: true, status: 200, ok: true }],
])('a redirect is refused where it is %s', async (_, shown) => {
  const fetch = async () => ({ headers: new Headers(), ...shown }) as Response;
  const error = await rejection(discoverTenant('provedor.com.br', { fetch }));
  expect(isClientError(error, 'client.redirected')).toBe(true);
});

test.each([
  ['https://provedor.com.br', 'the domain itself'],
  ['https://api.provedor.com.br:8443/field/', 'a name below it'],
  ['https://field.erp.example', 'a trusted host'],
])('an API at %s, %s, is accepted', async (apiUrl) => {
  const fetch = createHandlerFetch(pointingTo(apiUrl));
  const options = { fetch, trustedHosts: ['field.erp.example'] };
  expect((await discoverTenant('provedor.com.br', options)).apiUrl).toBe(apiUrl);
});

test.each([
  ['https://provedor.com.br.evil.example', 'the domain as the beginning of another'],
  ['https://xprovedor.com.br', 'a name that ends alike'],
  ['https://provеdor.com.br', 'a Cyrillic letter'],
  ['https://api.other.example', 'another host'],
  ['http://127.0.0.1:8080', 'this device'],
])('an API at %s, %s, is refused as a look-alike', async (apiUrl) => {
  const fetch = createHandlerFetch(pointingTo(apiUrl));
  const error = await rejection(discoverTenant('provedor.com.br', { fetch }));
  if (!isClientError(error, 'client.untrusted_tenant')) throw error;
  expect(error.text('pt-BR').message).toMatch(/^provedor\.com\.br aponta para /);
  expect(error.retryable).toBe(false);
});

test('an API without encryption is refused', async () => {
  const fetch = createHandlerFetch(pointingTo('http://api.provedor.com.br'));
  const error = await rejection(discoverTenant('provedor.com.br', { fetch }));
  expect(isClientError(error, 'client.insecure_address')).toBe(true);
});

test('an address that hides its host is refused', async () => {
  const fetch = createHandlerFetch(pointingTo('https://evil.example\\.provedor.com.br'));
  const error = await rejection(discoverTenant('provedor.com.br', { fetch }));
  expect(error).toMatchObject({ code: 'client.invalid', details: { issues: [{ path: ['apiUrl'] }] } });
});

test.each([
  ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['another document', () => Response.json({ name: 'Rede Norte' })],
  ['a later version', () => Response.json({ ...sampleTenant('https://provedor.com.br'), version: 2 })],
])('a domain that answers %s is client.malformed', async (_, answer) => {
  const error = await rejection(discoverTenant('provedor.com.br', { fetch: createHandlerFetch(answer) }));
  expect(isClientError(error, 'client.malformed')).toBe(true);
});

test('a directory is asked for the domain instead, and what it says of an unknown one is told', async () => {
  const server = await startLoopbackServer((request, response) => {
    if (request.path.endsWith('?domain=provedor.com.br')) sendJson(response, sampleTenant(server.url));
    else sendProblem(response, 404, { detail: 'Nenhum provedor usa este domínio.' });
  });
  const options = { directoryUrl: server.url, locale: 'pt-BR' } as const;
  expect(await discoverTenant('provedor.com.br', options)).toMatchObject({
    domain: 'provedor.com.br',
    apiUrl: server.url,
  });
  const error = await rejection(discoverTenant('outro.com.br', options));
  if (!isClientError(error, 'client.not_found')) throw error;
  expect(error.text('pt-BR').message).toBe('Nenhum provedor usa este domínio.');
});

test('a client talks https, or http to this device', () => {
  const insecure = () => createFieldClient({ baseUrl: 'http://api.provedor.com.br' });
  expect(insecure).toThrow(expect.objectContaining({ code: 'client.insecure_address' }));
  for (const baseUrl of [
    'http://localhost:1',
    'http://127.9.9.9',
    'http://[::1]:8080',
    'http://a.localhost',
  ]) {
    expect(() => createFieldClient({ baseUrl })).not.toThrow();
  }
  for (const baseUrl of [
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://10.0.2.2',
  ]) {
    expect(() => createFieldClient({ baseUrl })).toThrow(
      expect.objectContaining({ code: 'client.insecure_address' }),
    );
  }
  for (const baseUrl of ['', 'ftp://a.example', 'https://ana:secret@a.example']) {
    expect(() => createFieldClient({ baseUrl })).toThrow(
      expect.objectContaining({
        code: 'client.invalid',
        details: expect.objectContaining({ issues: [expect.objectContaining({ path: ['baseUrl'] })] }),
      }),
    );
  }
});

test('a tenant document that is none is named', () => {
  const tenant = { ...sampleTenant('https://a.example'), companies: 'one' } as never;
  expect(() => createFieldClient({ tenant })).toThrow(
    expect.objectContaining({
      code: 'client.invalid',
      details: expect.objectContaining({
        issues: [expect.objectContaining({ path: ['tenant', 'companies'], code: 'wrong_type' })],
      }),
    }),
  );
});
