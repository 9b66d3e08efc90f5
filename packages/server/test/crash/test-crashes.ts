import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createFieldServer, type Storage, seedTenant } from '../../src/index.ts';
import { password, provider, ticket } from '../support/tenant.ts';
import { readStored, requestOf, scope, stocked } from './operations.ts';

const seed = 20_260_302;
/** `npm run test:crashes` for a long run. */
const crashes = Number(process.env.FIELD_CRASHES ?? 25);

/** Ana may do everything, so that one sign-in serves. */
const { technicians = [], ...usual } = provider('norte', {
  problemCodes: [{ code: '12', label: 'INSTALAÇÃO' }],
  stock: [{ technicianId: 'ana', productId: 'drop', available: stocked }],
  tickets: [ticket('t-1'), ticket('t-2')],
});
const tenant = {
  ...usual,
  technicians: technicians.map((person) => ({ ...person, role: 'dispatcher' as const })),
};

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

/** The libraries at whose statements it is killed. */
const engines = ['libsql', 'pg'];

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
    noExternal: Object.keys(manifest.dependencies).filter((name) => !engines.includes(name)),
    // Found from where the writer lies, as the server finds them: a bundled libsql does not find its binary everywhere.
    external: engines,
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
  const answers = lines.filter(([word]) => word === 'answer').map(([, ...rest]) => rest.map(Number));
  return {
    /** How it ended: its exit code, the signal, and what it said on the way out. */
    end: { code: code as number | null, signal: signal as string | null, complained },
    refused: answers.filter(([, status = 0]) => status >= 300),
    acknowledged: answers.map(([number = 0]) => number),
    tried: Math.max(...lines.filter(([word]) => word === 'try').map(([, number]) => Number(number))),
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
    await seedTenant(first, tenant);
    const accessToken = await login(first);
    await first.close();

    const writer = await buildWriter();
    const next = random(seed);
    const known: number[] = [];
    for (let round = 0; round < crashes; round += 1) {
      const statement = 1 + Math.floor(next() * 60);
      const begin = (known.at(-1) ?? 0) + 1;
      const run = await crash(writer, [place, accessToken, String(statement), String(begin)]);
      expect({ round, statement, ...run.end, refused: run.refused }).toEqual({
        round,
        statement,
        code: null,
        signal: 'SIGKILL',
        complained: '',
        refused: [],
      });
      known.push(...run.acknowledged);

      const storage = await engine.open(place);
      // Waits for its turn behind what a dead process still has running in the database.
      await storage.change(scope, async () => {});
      const survived = await readStored(storage);
      const mayBeThere =
        survived.numbers.includes(run.tried) && !known.includes(run.tried) ? [run.tried] : [];
      expect(survived.numbers).toEqual([...known, ...mayBeThere]);
      for (const [told, stored] of survived.agreeing) expect(told).toEqual(stored);

      // The phone repeats what it got no answer to.
      if (!known.includes(run.tried)) {
        const answer = await createFieldServer({ storage }).fetch(requestOf(accessToken, run.tried));
        expect(answer.status).toBeLessThan(300);
        known.push(run.tried);
      }
      const all = await readStored(storage);
      expect(all.numbers).toEqual(known);
      for (const [told, stored] of all.agreeing) expect(told).toEqual(stored);
      await storage.close();
    }
    expect(known.length).toBeGreaterThanOrEqual(crashes);
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
