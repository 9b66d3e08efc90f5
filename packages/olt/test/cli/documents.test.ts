import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCodeHelp, exitCodes } from '../../src/cli/exit-code.ts';
import { type SecretName, secretHelp, secretVariables } from '../../src/cli/secrets.ts';
import { bin, fieldOlt, spawnFieldOlt } from './run-field-olt.ts';

const olt = resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a program with the command on its path, as its own process group's leader. */
async function run(command: string, args: readonly string[], cwd: string) {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: [dirname(bin), dirname(process.execPath), process.env.PATH].join(delimiter), HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );

describe('the README', () => {
  let readme: string;
  beforeAll(async () => {
    readme = await readFile(join(olt, 'README.md'), 'utf8');
  });

  test('its example runs', async () => {
    const [example = ''] = blocks(readme, 'js');
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(20);
    const { code, output } = await run(process.execPath, ['--input-type=module', '-e', example], olt);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('created {') });
    expect(output).toContain('ont add');
  });

  test('its exit codes are those of the command', () => {
    const rows = exitCodeHelp.map(([code, meaning]) => `| ${code} | ${meaning} |`);
    expect(readme).toContain(`| exit code | meaning |\n|---|---|\n${rows.join('\n')}\n\n`);
    expect(exitCodeHelp.map(([code]) => code)).toEqual(Object.values(exitCodes));
  });

  test('its variables are those of the command', () => {
    const rows = (Object.keys(secretVariables) as SecretName[]).map(
      (name) => `| \`${secretVariables[name]}\` | ${secretHelp[name]} |`,
    );
    expect(readme).toContain(`| variable | holds |\n|---|---|\n${rows.join('\n')}\n\n`);
  });

  test('its commands are those of the command', async () => {
    const { stdout } = await fieldOlt(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) \[options\] ?((?:[<[][a-z-]+(?:\.\.\.)?[>\]] ?)*)/gm)];
    const usages = listed.map(([, name, args = '']) => `${name} ${args}`.trim());
    expect(usages.length).toBe(21);
    expect([...readme.matchAll(/^\| `([a-z]+ [<[].*?)` \|/gm)].map(([, usage]) => usage)).toEqual(usages);
  });

  test('its inventory is one', async () => {
    const [inventory = ''] = blocks(readme, 'yaml');
    const file = join(folder, 'olts.yaml');
    await writeFile(file, inventory);
    const known = await fieldOlt(['identify', 'south', '--inventory', file]);
    expect(known.stderr).toContain('the inventory has north');
  });
});

describe('--help', () => {
  test('of the command has codes, variables and examples', async () => {
    const { code, stdout } = await spawnFieldOlt(['--help']);
    expect(code).toBe(0);
    for (const [number, meaning] of exitCodeHelp) expect(stdout).toContain(`${number}  ${meaning}`);
    for (const variable of Object.values(secretVariables)) expect(stdout).toContain(variable);
    expect(stdout).toContain('Examples:');
  });

  test('of every command has an example that this command line takes', async () => {
    const { stdout } = await fieldOlt(['--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name = '']) => name);
    for (const name of names) {
      const help = await fieldOlt([name, '--help']);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toMatch(new RegExp(`^NAME\\n {2}field-olt ${name} - `));
      for (const heading of ['SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS'])
        expect(help.stdout).toContain(`\n${heading}\n  `);
      expect(help.stdout).toContain(`\nEXAMPLES\n  field-olt ${name} `);
    }
  });

  test('the version is the package’s', async () => {
    const { version } = JSON.parse(await readFile(join(olt, 'package.json'), 'utf8')) as { version: string };
    expect(await spawnFieldOlt(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

test('the guide: every command in it runs, and says what the guide says', async () => {
  const guide = await readFile(resolve(olt, '../../docs/guides/field-olt.md'), 'utf8');
  // Jobs are named by number in a shell with job control only; what a failing command leaves running is ended.
  const begin = "set -eu -o pipefail; set -m; trap 'kill $(jobs -p) 2> /dev/null || true' EXIT";
  const script = `${begin}\n${blocks(guide, 'sh').join('\n')}\nwait\n`;
  const { code, output } = await run('bash', ['-c', script], folder);
  expect({ code, output }).toMatchObject({ code: 0 });
  for (const said of [
    'model      MA5800',
    'HWTC8F540B36',
    'TRIPLE_PLAY',
    'ont add 5 ',
    /created 0\/1\/5:\d+, configuration saved/,
    'Ana Souza',
    /privileges +ok/,
    'onu:unauthorized',
    'powerLoss',
    '\n[]\n',
    /removed 0\/1\/5:\d+, configuration saved/,
  ])
    expect(output).toMatch(said);
});
