import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingBinaries } from '../rigs/binaries.ts';
import { fieldOlt, spawnFieldOlt } from './run-field-olt.ts';

const script = async (shell: string) => (await fieldOlt(['completion', shell])).stdout;

/** What bash offers after these words. */
async function completed(...words: readonly string[]): Promise<readonly string[]> {
  const program = `${await script('bash')}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_field_olt; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', program], { encoding: 'utf8', cwd: '/' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  test('commands, and options of a command', async () => {
    expect(await completed('field-olt', 'dis')).toEqual(['discover']);
    expect(await completed('field-olt', 'discover', 'x', '--end')).toEqual(['--ends-with']);
    expect(await completed('field-olt', 'authorize', 'x', '--no-')).toEqual(['--no-undo', '--no-save']);
    expect(await completed('field-olt', '')).toContain('simulate');
    expect(await completed('field-olt', 'parse', 'et')).toEqual(['etc']);
  });
});

test.for(['zsh', 'fish'])('%s takes its script', async (shell, context) => {
  const text = await script(shell);
  expect(text).toContain('discover');
  expect(text).toContain('ends-with');
  const missing = missingBinaries({ [shell]: shell });
  context.skip(missing !== null, missing ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  const file = join(folder, 'completion');
  await writeFile(file, text);
  const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('another shell is none', async () => {
  expect(await spawnFieldOlt(['completion', 'tcsh'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('shell is not valid: bash, zsh, fish'),
  });
});
