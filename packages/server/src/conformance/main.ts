import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isFieldError, resolveLocale } from '@field/core';
import { Command } from 'commander';
import type { ConformanceLogin } from './bench.ts';
import { conformanceError } from './conformance-errors.ts';
import { formatReport } from './format-report.ts';
import { runConformance } from './run-conformance.ts';

interface Options {
  readonly tenant?: string;
  readonly username: string;
  readonly company?: string;
  readonly strangerUsername?: string;
  readonly strangerCompany?: string;
  readonly dispatcherUsername?: string;
  readonly close?: true;
  readonly restart?: string;
  readonly only?: readonly string[];
  readonly json?: true;
}

const { env } = process;
const locale = resolveLocale((env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en').replace('_', '-'));

const program = new Command('field-conformance')
  .description(
    'Tests whether a server keeps what the Field protocol promises. Use a test tenant: tickets are changed.',
  )
  .argument('<url>', 'where the server is, as https://api.provedor.com.br')
  .requiredOption('-u, --username <name>', 'a technician with open tickets')
  .option('-t, --tenant <id>', 'the tenant, where the address alone does not tell it')
  .option('--company <id>', 'the company to sign in for; has to be told where the tenant has more than three')
  .option('--stranger-username <name>', 'another technician, who sees none of those tickets')
  .option('--stranger-company <id>', 'the company the other technician signs in for; the same unless told')
  .option(
    '--dispatcher-username <name>',
    'somebody of the office, to read the lists of the dispatcher’s side',
  )
  .option('--close', 'close some of the technician’s tickets to test closings')
  .option('--restart <command>', 'what ends the server and starts it again, to test what it keeps')
  .option('--only <ids...>', 'test these promises, as idempotency.replay')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    '\nPasswords come from the environment: FIELD_CONFORMANCE_PASSWORD, FIELD_CONFORMANCE_STRANGER_PASSWORD,\n' +
      'FIELD_CONFORMANCE_DISPATCHER_PASSWORD.\n' +
      '\nExamples:\n' +
      '  field-conformance http://127.0.0.1:8080 --tenant norte --username ana\n' +
      '  field-conformance https://api.provedor.com.br -u ana --stranger-username bia --close\n' +
      '  field-conformance https://api.provedor.com.br -u ana --only idempotency.replay --json\n\n' +
      'Exit codes: 0 every tested promise is kept, 1 some are broken, 2 the suite could not run.',
  )
  .exitOverride();

try {
  program.parse();
  const [url = ''] = program.args;
  const { tenant, username, company, strangerUsername, close, restart, only, json, ...rest } =
    program.opts<Options>();
  const { strangerCompany = company, dispatcherUsername } = rest;
  const report = await runConformance({
    url,
    technician: loginOf(username, 'FIELD_CONFORMANCE_PASSWORD', company),
    mayClose: close === true,
    ...(tenant !== undefined && { tenantId: tenant }),
    ...(restart !== undefined && { restart: () => runInShell(restart) }),
    ...(only && { only }),
    ...(strangerUsername !== undefined && {
      stranger: loginOf(strangerUsername, 'FIELD_CONFORMANCE_STRANGER_PASSWORD', strangerCompany),
    }),
    ...(dispatcherUsername !== undefined && {
      dispatcher: loginOf(dispatcherUsername, 'FIELD_CONFORMANCE_DISPATCHER_PASSWORD', company),
    }),
  });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  process.exitCode = report.conforms ? 0 : 1;
} catch (error) {
  process.exitCode = tell(error);
}

function loginOf(username: string, variable: string, companyId: string | undefined): ConformanceLogin {
  const password = env[variable] ?? '';
  if (password === '') throw conformanceError('server.conformance_password_missing', { username, variable });
  return { username, password, ...(companyId !== undefined && { companyId }) };
}

/** @throws FieldError `server.promise_untested` where it does not end with 0 */
async function runInShell(command: string): Promise<void> {
  const [code] = (await once(spawn(command, { shell: true, stdio: ['ignore', 2, 2] }), 'close')) as [unknown];
  if (code !== 0)
    throw conformanceError('server.promise_untested', { reason: `${command} ended with ${code}` });
}

function tell(error: unknown): number {
  if (isFieldError(error)) {
    const { message, next } = error.text(locale);
    process.stderr.write(`${message} ${next} (${error.code})\n`);
  } else if (error instanceof Error && 'exitCode' in error) {
    return error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : typeof error}\n`);
  }
  return 2;
}
