import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, fieldOlt, type Run } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

const secrets = {
  password: 'S3cret-login',
  community: 'S3cret-community',
  authKey: 'S3cret-authentication',
  privKey: 'S3cret-privacy',
};
let bench: CliBench;
let folder: string;

beforeAll(async () => {
  const { password, community, authKey, privKey } = secrets;
  bench = await startCliBench({ password, community, v3: { authKey, privKey }, maxLogins: 20 });
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

function expectNoSecret({ stdout, stderr }: Run): void {
  for (const secret of [...Object.values(secrets), 'S3cret']) {
    expect(stdout).not.toContain(secret);
    expect(stderr).not.toContain(secret);
  }
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** An inventory that names this bench, with these lines more for its one OLT. */
const inventory = (name: string, ...more: string[]) =>
  file(name, ['olts:', '  north:', `    target: ${bench.target('telnet')[0]}`, ...more].join('\n'));
const fromInventory = async (path: string, command = 'identify', env = {}) => {
  const run = await fieldOlt([command, 'north', '--inventory', path, '--json'], { env });
  expectNoSecret(run);
  return run;
};

describe('in the argument list', () => {
  test.each([
    [['identify', 'ssh://admin:S3cret@10.0.0.2']],
    [['identify', 'telnet://admin:S3c:ret/S3cret@x@10.0.0.2']],
    [['identify', 'snmp://S3cret@10.0.0.2']],
    [['identify', 'telnet://admin@127.0.0.1:1', '--snmp', 'S3cret@10.0.0.2:161']],
    [['identify', 'ssh://admin@10.0.0.2', '--password=S3cret']],
    [['identify', 'ssh://admin:S3cret@10.0.0.2', '--inventory', '/nonexistent']],
  ])('%j is refused and not repeated', async (args) => {
    for (const json of [[], ['--json']]) {
      const run = await fieldOlt([...args, ...json], { env: bench.env });
      expect(run.code).toBe(2);
      expectNoSecret(run);
    }
  });
});

describe('missing', () => {
  test.each([
    ['telnet', 'FIELD_OLT_PASSWORD'],
    ['snmp', 'FIELD_OLT_COMMUNITY'],
  ] as const)('over %s, %s is named, and nobody is asked who is not there', async (access, variable) => {
    const run = await fieldOlt(['identify', ...bench.target(access)]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(variable);
    expect(run.stderr).toContain('[olt.secret_missing]');
  });

  test('the parts of SNMP v3', async () => {
    const run = await fieldOlt(['identify', ...bench.target('snmp')], {
      env: { FIELD_OLT_SNMP_USER: 'field' },
    });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('FIELD_OLT_SNMP_AUTH_PASSWORD') });
  });

  test('the secrets of an ONU', async () => {
    const profiles = ['--port', '0/1/0', '--line-profile', '1', '--service-profile', '1'];
    expect(await bench.run('telnet', 'authorize', ['--onu-password', ...profiles])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('FIELD_OLT_ONU_PASSWORD'),
    });
    const pppoe = ['0/1/0:0', '--vlan', '100', '--gem-port', '1', '--pppoe-user', 'ana'];
    expect(await bench.run('telnet', 'provision', pppoe)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('FIELD_OLT_PPPOE_PASSWORD'),
    });
  });
});

describe('in an inventory, by reference', () => {
  test('from the environment and from a file beside it', async () => {
    await file('password', `${secrets.password}\n`);
    const byFile = await inventory('by-file.yaml', '    password: { file: ./password }');
    expect(documentOf(await fromInventory(byFile))).toMatchObject({ vendor: 'huawei' });
    const byVariable = await inventory('by-variable.yaml', '    password: { env: NORTH_PASSWORD }');
    const env = { NORTH_PASSWORD: secrets.password, FIELD_OLT_PASSWORD: 'another OLT’s' };
    expect(await fromInventory(byVariable, 'identify', env)).toMatchObject({ code: 0 });
  });

  test('for SSH and SNMP v3 too', async () => {
    const { ssh, snmp, username, hostKeyFingerprint, v3 } = bench.simulator;
    const path = await file(
      'full.yaml',
      `
olts:
  north:
    target: ssh://127.0.0.1:${ssh.port}
    vendor: huawei
    username: ${username}
    password: { env: NORTH_PASSWORD }
    fingerprints: ['${hostKeyFingerprint}']
    snmp:
      target: 127.0.0.1:${snmp.port}
      user: ${v3.user}
      authPassword: { env: NORTH_AUTH }
      privPassword: { env: NORTH_PRIV }
`,
    );
    bench.lines.length = 0;
    const env = {
      NORTH_PASSWORD: secrets.password,
      NORTH_AUTH: secrets.authKey,
      NORTH_PRIV: secrets.privKey,
    };
    expect(documentOf(await fromInventory(path, 'onus', env))).toHaveLength(40);
    expect(bench.lines.filter((line) => line.startsWith('display ont'))).toEqual([]);
  });

  test.each([
    ['an unknown field', '    pasword: { env: X }', 'olts.north.pasword: unknown field'],
    ['a secret written down', '    password: S3cret', 'olts.north.password: give it as'],
    ['a secret written down at SNMP', '    snmp: { community: S3cret }', 'olts.north.snmp.community'],
    ['a secret that is not set', '    password: { env: NOWHERE }', 'olts.north.password: NOWHERE is not set'],
    ['a secret file that is not there', '    password: { file: nowhere }', 'nowhere'],
    ['an alias that quotes a secret', '    password: *S3cret', 'YAML'],
    ['a broken line', '    password: "S3cret', 'line'],
    ['a tag', '    password: !S3cret x', 'YAML'],
    ['a wrong type', '    legacyAlgorithms: maybe', 'olts.north.legacyAlgorithms'],
  ])('%s: file and field are named', async (_what, line, named) => {
    const path = await inventory('bad.yaml', line);
    const run = await fromInventory(path);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(named);
    if (!named.includes('nowhere')) expect(run.stderr).toContain('bad.yaml');
  });

  test('a name it does not have: the ones it has', async () => {
    const path = await inventory('one.yaml');
    const run = await fieldOlt(['identify', 'south', '--inventory', path]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('north') });
    const inherited = await fieldOlt(['identify', 'constructor', '--inventory', path]);
    expect(inherited.code).toBe(2);
  });

  test('a file that is too long is not read', async () => {
    const path = await file('long.yaml', '#'.repeat(1_100_000));
    expect(await fieldOlt(['identify', 'north', '--inventory', path])).toMatchObject({ code: 2 });
  });
});

test('no output of any command holds a secret', async () => {
  const unit = bench.simulator.olt.state.unauthorized()[0]?.serialNumber ?? '';
  const profiles = ['--port', '0/1/0', '--line-profile', '31', '--service-profile', '31'];
  const env = { FIELD_OLT_ONU_PASSWORD: 'S3cretPw', FIELD_OLT_PPPOE_PASSWORD: 'S3cretPpp' };
  const commands: [string, ...string[]][] = [
    ['identify'],
    ['ports'],
    ['profiles'],
    ['discover'],
    ['onus'],
    ['onu', '0/1/0:0'],
    ['signal', '0/1/0:0'],
    ['authorize', unit, '--onu-password', ...profiles, '--dry-run'],
    ['authorize', unit, '--onu-password', ...profiles],
    ['provision', '0/1/0:32', '--vlan', '100', '--gem-port', '1', '--pppoe-user', 'ana', '--dry-run'],
    ['provision', '0/1/0:32', '--vlan', '100', '--gem-port', '1', '--pppoe-user', 'ana'],
    ['reboot', '0/1/0:0', '--dry-run'],
    ['deprovision', '0/1/0:0', '--dry-run'],
  ];
  for (const [command, ...args] of commands) {
    for (const json of [[], ['--json']]) {
      const run = await bench.run('telnet', command, [...args, ...json], { env });
      expect(run.stdout.length + run.stderr.length).toBeGreaterThan(0);
      expectNoSecret(run);
    }
  }
  for (const fate of ['cut', 'silence'] as const) {
    bench.judge = (line) => (line === secrets.password || line.includes('S3cretP') ? fate : 'pass');
    expectNoSecret(await bench.run('telnet', 'identify', ['--timeout', '1']));
  }
  bench.judge = () => 'pass';
  expect(await readFile(join(folder, 'password'), 'utf8')).toContain(secrets.password);
});
