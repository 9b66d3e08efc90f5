import { context, metrics, propagation, type Span, trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { formatEntry } from '../src/protocol/logger.ts';
import { serve } from './support/serve.ts';

test('a session that asks too often is told to wait, another one goes on', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const limits = { sessionRate: { burst: 3, perSecond: 0.5 } };
  const { call, login } = await serve({ limits, clock: () => new Date(now) });
  const [ana, beto] = [await login(), await login('beto')];
  const statuses = async (as: typeof ana) => (await call('GET', '/v1/stock', { as })).status;
  expect([await statuses(ana), await statuses(ana), await statuses(ana)]).toEqual([200, 200, 200]);
  const refused = await call('GET', '/v1/stock', { as: ana });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await refused.json()).toMatchObject({ code: 'server.too_many_requests', retryable: true });
  expect(await statuses(beto)).toBe(200);
  now += 2000;
  expect([await statuses(ana), await statuses(ana)]).toEqual([200, 429]);
});

test('an address that floods any route is told to wait', async () => {
  const { call } = await serve({ limits: { addressRate: { burst: 5, perSecond: 0.001 } } });
  const paths = ['/healthz', '/openapi.json', '/nothing', '/v1/tickets', '/.well-known/field-service.json'];
  for (const path of paths) expect((await call('GET', path)).status).not.toBe(429);
  for (const path of paths) expect((await call('GET', path)).status).toBe(429);
});

test('a line of the log stays JSON, with a secret or a person that slipped in masked', () => {
  const line = formatEntry({
    event: 'failure',
    at: '2026-03-02T12:00:00.000Z',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    fault: 'cannot reach postgres://field:hunter2@db/field with password="hunter2"',
    frames: ['at ana.souza@provedor.example', 'authorization: Bearer abcdefghijkl'],
  });
  expect(JSON.parse(line)).toMatchObject({
    at: '2026-03-02T12:00:00.000Z',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  });
  expect(line).not.toMatch(/hunter2|ana\.souza|abcdefghijkl/);
});

test('OpenTelemetry is told of every request by its route, within the trace of the caller', async () => {
  const spans: { name: string; parent: unknown; attributes: Record<string, unknown>; ended: boolean }[] = [];
  const durations: Record<string, unknown>[] = [];
  const parentKey = Symbol('parent');
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan(name, _options, parent) {
        const told = { name, parent: parent?.getValue(parentKey), attributes: {}, ended: false };
        spans.push(told);
        return {
          updateName(next: string) {
            told.name = next;
          },
          setAttributes: (attributes: object) => void Object.assign(told.attributes, attributes),
          setStatus: () => {},
          end() {
            told.ended = true;
          },
        } as unknown as Span;
      },
      startActiveSpan: () => {
        throw new TypeError('not used');
      },
    }),
  });
  propagation.setGlobalPropagator({
    inject() {},
    fields: () => ['traceparent'],
    extract: (active, carrier, getter) => active.setValue(parentKey, getter.get(carrier, 'traceparent')),
  });
  const histogram = { record: (_: number, attributes?: object) => void durations.push({ ...attributes }) };
  metrics.setGlobalMeterProvider({ getMeter: () => ({ createHistogram: () => histogram }) } as never);
  onTestFinished(() => {
    for (const api of [trace, propagation, metrics, context]) api.disable();
  });

  const { json, login } = await serve();
  const as = await login();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await json('GET', '/v1/tickets/t-99', { as, headers: { traceparent } });
  const attributes = {
    'http.request.method': 'GET',
    'http.route': '/v1/tickets/{ticketId}',
    'http.response.status_code': 404,
    'error.type': 'server.not_found',
  };
  expect(spans.at(-1)).toEqual({
    name: 'GET /v1/tickets/{ticketId}',
    parent: traceparent,
    attributes,
    ended: true,
  });
  expect(durations.at(-1)).toEqual(attributes);
});
