import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inBuildOrder } from '../scripts/workspace-packages.mjs';

const root = join(import.meta.dirname, '..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'field-setup-'));
  cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true });
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

test('a Node too old is told which one is needed, before anything is installed', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, engines: { node: '>=99.5' } }));

  const run = spawnSync(process.execPath, ['scripts/setup.mjs'], { cwd: copy, encoding: 'utf8' });

  expect(run.status).toBe(1);
  expect(run.stderr).toContain(`Node 99.5 or newer is needed and this is Node ${process.versions.node}`);
  expect(run.stdout).toBe('');
  expect(existsSync(join(copy, 'node_modules'))).toBe(false);
});

test('packages are built after the ones they need', () => {
  const rounds = inBuildOrder([
    { name: 'server', needs: ['core', 'olt'], folder: '', manifest: {} },
    { name: 'olt', needs: ['core'], folder: '', manifest: {} },
    { name: 'client', needs: ['core'], folder: '', manifest: {} },
    { name: 'core', needs: [], folder: '', manifest: {} },
  ]);
  expect(rounds.map((round) => round.map((one) => one.name))).toEqual([
    ['core'],
    ['olt', 'client'],
    ['server'],
  ]);
});

test('packages that need each other are named', () => {
  const circle = [
    { name: 'hen', needs: ['egg'], folder: '', manifest: {} },
    { name: 'egg', needs: ['hen'], folder: '', manifest: {} },
  ];
  expect(() => inBuildOrder(circle)).toThrow('hen, egg');
});
