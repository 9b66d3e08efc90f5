import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ProductUse } from '@field/core';
import { build } from 'tsup';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createFieldServer, type Storage, seedTenant } from '../../src/index.ts';
import { password, provider } from '../support/tenant.ts';
import { useRequest } from './use-request.ts';

const seed = 20_260_302;
/** `npm run test:crashes` for a long run. */
const crashes = Number(process.env.FIELD_CRASHES ?? 25);
const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };

/** mulberry32: the same numbers for the same seed. */
function random(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The writer as one plain file, so that a crash costs a start of Node and no more. */
async function buildWriter(): Promise<string> {
  const outDir = fileURLToPath(new URL(`../../node_modules/.crash-${process.pid}`, import.meta.url));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  await build({
    entry: { writer: fileURLToPath(new URL('./writer.ts', import.meta.url)) },
    outDir,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    config: false,
    silent: true,
    noExternal: [/^@field\//],
    // Found from where the writer lies, as the server finds them: a bundled libsql does not find its binary everywhere.
    external: Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@field/')),
    // Libraries that are CommonJS ask for Node's modules in their own way.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    esbuildOptions: (options) => {
      options.conditions = ['@field/source'];
      options.alias = { ssh2: fileURLToPath(new URL('./no-ssh.cjs', import.meta.url)) };
    },
  });
  return join(outDir, 'writer.mjs');
}

/** Runs the writer until it is killed at a statement; what it tried last, and what was acknowledged. */
async function crash(writer: string, args: readonly string[]) {
  const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  const lines = said.split('\n').map((line) => line.split(' '));
  return {
    /** How it ended: its exit code, the signal, and what it said on the way out. */
    end: { code: code as number | null, signal: signal as string | null, complained },
    tried: Math.max(...lines.filter(([word]) => word === 'try').map(([, number]) => Number(number))),
    acknowledged: lines.flatMap(([status, number, id]) =>
      status === '201' && id !== undefined ? [[Number(number), id] as const] : [],
    ),
  };
}

export interface CrashEngine {
  readonly name: string;
  /** Where a new database is, as the writer is told it: a path or an address. */
  place(): Promise<string>;
  open(place: string): Promise<Storage>;
}

/**
 * A server that is killed at one of its statements again and again, each time by a process of its own. Afterwards what was
 * acknowledged is there once, and nothing else by half; what the phone repeats is not done twice.
 */
export function testCrashes(engine: CrashEngine): void {
  test(`${engine.name}: killed at ${crashes} statements (seed ${seed}), what was acknowledged is there once, nothing else by half`, async () => {
    const place = await engine.place();
    const first = await engine.open(place);
    await seedTenant(first, provider('norte'));
    const accessToken = await login(first);
    await first.close();

    const writer = await buildWriter();
    const next = random(seed);
    const known = new Map<number, string>();
    let number = 1;
    for (let round = 0; round < crashes; round += 1) {
      const statement = 1 + Math.floor(next() * 60);
      const run = await crash(writer, [place, accessToken, String(statement), String(number)]);
      expect({ round, statement, ...run.end }).toEqual({
        round,
        statement,
        code: null,
        signal: 'SIGKILL',
        complained: '',
      });
      for (const [done, movementId] of run.acknowledged) known.set(done, movementId);

      const storage = await engine.open(place);
      // Waits for its turn behind what a dead process still has running in the database.
      await storage.change(scope, async () => {});
      const store = storage.as(scope);
      const survived = (await store.stock.listUses('t-1')).map(({ movementId }) => movementId);
      expect(survived).toEqual(expect.arrayContaining([...known.values()]));
      expect(survived.length - known.size).toBeLessThanOrEqual(1);
      expect(await store.timeline.list('t-1')).toHaveLength(survived.length);
      expect((await store.stock.find('drop'))?.available).toBeCloseTo(100.3 - survived.length / 1000, 6);

      // The phone repeats what it got no answer to.
      const answer = await createFieldServer({ storage }).fetch(useRequest(accessToken, run.tried));
      expect(answer.status).toBe(201);
      known.set(run.tried, ((await answer.json()) as ProductUse).movementId);
      const all = (await store.stock.listUses('t-1')).map(({ movementId }) => movementId);
      expect(all.sort()).toEqual([...known.values()].sort());
      number = run.tried + 1;
      await storage.close();
    }
    expect(known.size).toBeGreaterThanOrEqual(crashes);
  }, 600_000);
}

async function login(storage: Storage): Promise<string> {
  const answer = await createFieldServer({ storage }).fetch(
    new Request('http://norte.example/v1/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ana', password, companyId: 'matriz' }),
    }),
  );
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
