import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startSimulator } from '@field/olt/simulator';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const example = (name: string) => join(root, 'examples/first-steps', name);

/** Runs a program to its end. */
async function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'field-first-steps-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Resolves with the first line a program prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
  return text;
}

test.each(['README.md', 'README.pt-BR.md'])('the examples in %s are the ones that run here', async (name) => {
  const readme = await readFile(join(root, name), 'utf8');
  for (const file of ['app.ts', 'server.ts', 'night.sh']) {
    expect(readme).toContain(await readFile(example(file), 'utf8'));
  }
});

test('the integrator’s server and the app developer’s app', async () => {
  const cwd = await temporaryFolder();
  const env = {
    ...process.env,
    PORT: '0',
    FIELD_PASSWORD: randomBytes(9).toString('base64url'),
    FIELD_SECRET_KEY: randomBytes(32).toString('hex'),
  };
  const server = spawn(process.execPath, ['--import', tsx, example('server.ts')], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'close');
  onTestFinished(async () => {
    server.kill('SIGTERM');
    await ended;
  });
  const [url = ''] = /http:\S+\d/.exec(await firstLine(server)) ?? [];
  const openApi = await (await fetch(`${url}/openapi.json`)).json();
  expect(openApi).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });

  const app = await run(process.execPath, ['--import', tsx, example('app.ts')], {
    cwd,
    env: { ...env, FIELD_DOMAIN: url.replace('http://', '') },
  });
  expect(app).toMatchObject({ code: 0, stderr: '' });
  expect(app.stdout.split('\n')).toEqual(
    expect.arrayContaining([
      '1 chamado, 0 urgente',
      '2026001: José da Silva',
      'customerSignature: Peça a assinatura do cliente.',
    ]),
  );
});

test('the network engineer’s night', async () => {
  const olt = await startSimulator({ onus: 64, unauthorized: 0, seed: 1 });
  onTestFinished(() => olt.close());
  olt.olt.appear('HWTC5A3F90C4', '0/1/3');
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
    FIELD_OLT_USER: olt.username,
    FIELD_OLT_HOST: `${olt.ssh.host}:${olt.ssh.port}`,
    FIELD_OLT_AGENT: `${olt.snmp.host}:${olt.snmp.port}`,
    FIELD_OLT_FINGERPRINT: olt.hostKeyFingerprint,
    FIELD_OLT_PASSWORD: olt.password,
    FIELD_OLT_COMMUNITY: olt.community,
  };
  const night = await run('sh', ['-eu', example('night.sh')], { cwd: await temporaryFolder(), env });
  expect(night).toMatchObject({ code: 0 });
  expect(night.stdout).toContain('undo: [interface gpon 0/1] ont delete 3 0');
  expect(night.stdout).toContain('created 0/1/3:0, configuration saved');
  expect(night.stdout).toContain('removed 0/1/3:0, configuration saved');
  expect(night.stdout + night.stderr).not.toContain(olt.password);
  expect(olt.olt.state.findOnu('HWTC5A3F90C4')).toBeNull();
});
