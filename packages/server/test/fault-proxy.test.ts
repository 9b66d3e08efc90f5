import { expect, onTestFinished, test } from 'vitest';
import { type Fault, startFaultProxy } from '../src/conformance/index.ts';
import { listen } from './support/break-server.ts';

/** A server that writes down what arrives, behind the proxy. */
async function setUp() {
  const arrived: string[] = [];
  const url = await listen(async (request) => {
    arrived.push(await request.text());
    return Response.json({ answer: arrived.length }, { headers: { 'x-own': 'yes' } });
  });
  const proxy = await startFaultProxy(url);
  onTestFinished(() => proxy.close());
  /** What the caller gets: the body, or that the connection broke. */
  const send = (body: string) =>
    fetch(proxy.url, { method: 'POST', body }).then(
      (response) => response.text(),
      () => 'broken',
    );
  return { arrived, proxy, send };
}

const page = expect.stringMatching(/^<!DOCTYPE html>/);
const faults: readonly [Fault, string, readonly string[]][] = [
  [{ kind: 'drop-request' }, 'broken', []],
  [{ kind: 'drop-answer' }, 'broken', ['one']],
  [{ kind: 'duplicate' }, expect.stringMatching(/^{"answer":[12]}$/), ['one', 'one']],
  [{ kind: 'repeat-later' }, '{"answer":1}', ['one', 'one']],
  [{ kind: 'delay', ms: 20 }, '{"answer":1}', ['one']],
  [{ kind: 'html' }, page, ['one']],
  [{ kind: 'error-200' }, expect.stringContaining('"type":"error"'), ['one']],
];

test.each(faults.map(([fault, ...rest]) => [fault.kind, fault, ...rest] as const))(
  '%s happens to one request, and the next one passes',
  async (_, fault, told, seen) => {
    const { arrived, proxy, send } = await setUp();
    proxy.script(fault);
    expect(await send('one')).toEqual(told);
    await proxy.settle();
    expect(arrived).toEqual(seen);
    expect(await send('two')).toBe(`{"answer":${seen.length + 1}}`);
    expect(arrived).toEqual([...seen, 'two']);
  },
);

test('reorder: the next request arrives first', async () => {
  const { arrived, proxy, send } = await setUp();
  proxy.script({ kind: 'reorder' });
  // Its whole body has to be with the proxy before the other one sets out.
  const answers = await Promise.all([send('one'), send('two')]);
  expect(arrived).toHaveLength(2);
  // Whichever the proxy took in first was overtaken by the other.
  expect(answers).toEqual(
    arrived[0] === 'two' ? ['{"answer":2}', '{"answer":1}'] : ['{"answer":1}', '{"answer":2}'],
  );
});
