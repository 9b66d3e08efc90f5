import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

test('a command that reaches no OLT loads no protocol and no file format: it starts at once', () => {
  const program = `
    import module from 'node:module';
    process.argv.splice(1, Infinity, 'field-olt', '--version');
    await import(${JSON.stringify(cli)});
    console.log(Object.keys(module._cache).join('\\n'));
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  // What it does need shows that the list is one.
  expect(said).toMatch(/\/commander\//);
  expect(said).not.toMatch(/\/(?:ssh2|net-snmp|telnet-client|yaml)\//);
});
