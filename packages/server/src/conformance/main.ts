import { isFieldError, resolveLocale } from '@field/core';
import { Command } from 'commander';
import { formatReport } from './format-report.ts';
import { runConformance } from './run-conformance.ts';

interface Options {
  readonly tenant?: string;
  readonly username: string;
  readonly company?: string;
  readonly strangerUsername?: string;
  readonly close?: true;
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
  .option('--company <id>', 'the company to sign in for; the first that takes the user unless told')
  .option('--stranger-username <name>', 'another technician, who sees none of those tickets')
  .option('--close', 'close some of the technician’s tickets to test closings')
  .option('--only <ids...>', 'test these promises, as idempotency.replay')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    '\nPasswords come from the environment: FIELD_CONFORMANCE_PASSWORD, FIELD_CONFORMANCE_STRANGER_PASSWORD.\n' +
      'Exit codes: 0 every tested promise is kept, 1 some are broken, 2 the suite could not run.',
  )
  .exitOverride();

try {
  program.parse();
  const [url = ''] = program.args;
  const { tenant, username, company, strangerUsername, close, only, json } = program.opts<Options>();
  const ofCompany = company === undefined ? {} : { companyId: company };
  const report = await runConformance({
    url,
    technician: { username, password: env.FIELD_CONFORMANCE_PASSWORD ?? '', ...ofCompany },
    mayClose: close === true,
    ...(tenant !== undefined && { tenantId: tenant }),
    ...(only && { only }),
    ...(strangerUsername !== undefined && {
      stranger: {
        username: strangerUsername,
        password: env.FIELD_CONFORMANCE_STRANGER_PASSWORD ?? '',
        ...ofCompany,
      },
    }),
  });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  process.exitCode = report.conforms ? 0 : 1;
} catch (error) {
  process.exitCode = tell(error);
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
