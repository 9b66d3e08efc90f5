import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tool } from '../scripts/tool.mjs';

const root = join(import.meta.dirname, '..');
const isGenerated = /(?:^|\/)(?:node_modules|dist|\.git|coverage)$/;
let copy: string;

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'field-new-vendor-')));
  for (const part of [
    'scripts',
    'docs',
    'packages/core',
    'packages/olt',
    'biome.json',
    '.gitignore',
    'tsconfig.base.json',
  ])
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (from) => !isGenerated.test(from),
    });
  for (const part of ['node_modules', 'packages/core/node_modules', 'packages/olt/node_modules'])
    symlinkSync(join(root, part), join(copy, part));
  writeFileSync(join(copy, 'package.json'), '{"name":"copy","private":true,"type":"module"}');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', timeout: 120_000 });
const newVendor = (name: string) => run('scripts/new-vendor.mjs', name);

test('a new vendor type-checks, and its contract suite fails in one way: no recorded case', () => {
  expect(newVendor('planted-optics')).toMatchObject({ status: 0, stderr: '' });
  const vendor = join(copy, 'packages/olt/src/vendors/planted-optics');

  writeFileSync(
    join(copy, 'packages/olt/tsconfig.new.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['src/vendors/planted-optics'] }),
  );
  const types = run(tool('typescript', 'tsc'), '--noEmit', '-p', 'packages/olt/tsconfig.new.json');
  expect(types.stdout).toBe('');
  expect(types.status).toBe(0);
  const style = run(tool('@biomejs/biome', 'biome'), 'check', vendor);
  expect(style.status, style.stderr).toBe(0);

  const config = `export default { resolve: { conditions: ['@field/source'] }, ssr: { resolve: { conditions: ['@field/source'] } }, test: { root: 'packages/olt' } };`;
  writeFileSync(join(copy, 'vitest.config.mjs'), config);
  const report = join(copy, 'report.json');
  const only = ['-t', 'the contract of Planted Optics', '--reporter=json', `--outputFile=${report}`];
  const suite = run(tool('vitest', 'vitest'), 'run', 'test/contract/vendors.test.ts', ...only);
  expect(suite.status, suite.stderr).toBe(1);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; title: string; failureMessages: string[] }[] }[];
  };
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = ran.filter(({ status }) => status === 'failed');
  expect(ran.filter(({ status }) => status === 'passed').length).toBeGreaterThan(2);
  expect(failed.map(({ title }) => title)).toEqual(['has a case for every operation and screen']);
  expect(failed[0]?.failureMessages.join()).toContain('no recorded case: standard: readSystem');

  // The lists that name every vendor know it.
  const list = readFileSync(join(copy, 'packages/olt/src/vendors/index.ts'), 'utf8');
  expect(list).toContain("'planted-optics': async ()");
  expect(readFileSync(join(copy, 'docs/vendor-support.md'), 'utf8')).toContain('## Planted Optics');
});

test.each([
  ['huawei', 'there is a vendor huawei already'],
  ['Bad Name', 'in kebab-case'],
  ['../escape', 'in kebab-case'],
  ['', 'in kebab-case'],
])('%j is refused, and nothing is created', (name, why) => {
  const before = readdirSync(join(copy, 'packages/olt/src/vendors'));
  const refused = newVendor(name);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(why);
  expect(readdirSync(join(copy, 'packages/olt/src/vendors'))).toEqual(before);
  expect(existsSync(join(copy, 'packages/olt/src/escape'))).toBe(false);
});
