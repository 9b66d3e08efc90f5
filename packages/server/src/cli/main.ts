import { type FieldError, isFieldError, resolveLocale } from '@field/core';
import { Command } from 'commander';
import type { TenantImport } from '../import/tenant-import.ts';
import { createSecretBox } from '../storage/secret-box.ts';
import type { Storage } from '../storage/storage.ts';
import { cliError } from './cli-errors.ts';
import {
  type Configuration,
  listSettings,
  readConfiguration,
  readSettings,
  requireKnownVariables,
} from './configuration.ts';
import { decideOutgoing, listCapabilities, listOutgoing } from './outgoing.ts';

// What a command needs is loaded when it runs: to check a configuration takes no database and no OLT.
const { env } = process;
const locale = resolveLocale((env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en').replace('_', '-'));

const wrongSettings = new Set([
  'server.configuration_invalid',
  'server.variable_misspelt',
  'server.secret_key_invalid',
]);

const program = new Command('field-server')
  .description('The open Field protocol: what a technician’s app asks of a provider.')
  .option('-c, --config <file>', 'settings as YAML; each may also come from the environment')
  .addHelpText(
    'after',
    `\nSettings, in the file and in the environment:\n${settingLines()}\n` +
      'Secrets come from the environment alone: FIELD_SECRET_KEY, FIELD_OLT_<CREDENTIALS>_PASSWORD, ..._COMMUNITY,\n' +
      'FIELD_BACKEND_<CREDENTIALS>_TOKEN.\n\n' +
      'Examples:\n' +
      '  field-server                                                   SQLite, field.db in this folder\n' +
      '  field-server --config /etc/field.yaml check                    what is wrong with the settings\n' +
      '  field-server --config /etc/field.yaml import tenant.yaml       the first tenant\n' +
      '  DATABASE_URL=postgres://field@db/field FIELD_EVIDENCE=/var/lib/field/evidence field-server\n' +
      '  FIELD_DATABASE=/var/lib/field/field.db field-server backup /backup/monday\n\n' +
      'Exit codes: 0 done, 1 failed, 2 wrong configuration or arguments.',
  );

program
  .command('serve', { isDefault: true })
  .description('start the server; SIGTERM ends it after the requests that run')
  .action(async () => {
    const configuration = await configured();
    const { serve } = await import('./serve.ts');
    await serve(configuration, env);
  });
program
  .command('check')
  .description('say whether the configuration is valid, and start nothing')
  .action(async () => {
    const configuration = await configured();
    const { readSecretKey } = await import('./open-storage.ts');
    const key = await readSecretKey(configuration, env.FIELD_SECRET_KEY);
    if (key !== undefined) createSecretBox(key);
    process.stdout.write('The configuration is valid.\n');
  });
program
  .command('import <file>')
  .description('add a tenant with all it holds, from YAML or JSON; what exists stays as it is')
  .action(async (file: string) => {
    const tenant = await readSettings(file);
    const { seedTenant } = await import('../import/seed-tenant.ts');
    // The import checks every field of what the file holds.
    await withStorage((storage) => seedTenant(storage, tenant as unknown as TenantImport));
  });
const outgoing = program
  .command('outgoing')
  .description('what was accepted here and not yet told to the system it came from');
outgoing
  .command('list <tenant>')
  .description('one line each: number, state, attempts, ticket, operation, and what was wrong last')
  .action(async (tenant: string) =>
    withStorage(async (storage) => print(await listOutgoing(storage, tenant))),
  );
for (const [verdict, description] of [
  ['retry', 'send a refused operation once more'],
  ['skip', 'never send a refused operation'],
] as const) {
  outgoing
    .command(`${verdict} <tenant> <number>`)
    .description(description)
    .action(async (tenant: string, number: string) =>
      withStorage((storage) => decideOutgoing(storage, tenant, number, verdict)),
    );
}
outgoing
  .command('capabilities <tenant>')
  .description('what the other system takes of each operation: as it is, as a note, or not; and why')
  .action(async (tenant: string) =>
    withStorage(async (storage, configuration) => {
      const { configuredBackends } = await import('./configured-backends.ts');
      const backends = await configuredBackends(configuration, storage, env);
      print(listCapabilities(backends, tenant, locale));
    }),
  );
program
  .command('backup <folder>')
  .description('copy database and evidence into a new folder, while the server runs')
  .action(async (folder: string) => {
    const { backUp } = await import('./back-up.ts');
    await backUp(await configured(), folder);
    process.stdout.write(`The copy is in ${folder}. The key for stored secrets is not: keep it elsewhere.\n`);
  });
program
  .command('restored')
  .description(
    'after the database was set back to an older copy: devices are told all again, everybody signs in again',
  )
  .action(async () => withStorage((storage) => storage.markRestored(new Date().toISOString())));

program.exitOverride();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

async function withStorage(
  work: (storage: Storage, configuration: Configuration) => Promise<void>,
): Promise<void> {
  const configuration = await configured();
  const { openStorage } = await import('./open-storage.ts');
  const storage = await openStorage(configuration, env.FIELD_SECRET_KEY);
  try {
    await work(storage, configuration);
  } finally {
    await storage.close();
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function settingLines(): string {
  const line = (setting: string, variable: string) => `  ${setting.padEnd(26)}${variable}\n`;
  return listSettings()
    .map(({ setting, variable }) => line(setting, variable ?? 'in the file only'))
    .join('');
}

async function configured(): Promise<Configuration> {
  const unread = requireKnownVariables(env);
  if (unread.length > 0) tell(cliError('server.variable_unread', { variables: unread.join(', ') }));
  return readConfiguration(program.opts<{ config?: string }>().config, env, locale);
}

function tell(error: FieldError): void {
  const { message, next } = error.text(locale);
  process.stderr.write(`${message} ${next} (${error.code})\n`);
}

/** Tells what went wrong in the reader's language, and the exit code. Commander has told its own errors already. */
function report(error: unknown): number {
  if (isFieldError(error)) {
    tell(error);
    return wrongSettings.has(error.code) ? 2 : 1;
  }
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`${error instanceof Error ? error.name : typeof error}\n`);
  return 1;
}
