import { readFile } from 'node:fs/promises';
import { check, formatIssue, type Locale } from '@field/core';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod/mini';
import { IxcSettings } from '../backends/ixc/ixc-options.ts';
import { ConnectionLimits, findClashes, GivenConnectionLimits } from '../connections/connection-limits.ts';
import { cliError } from './cli-errors.ts';
import { findUnknownVariables, type UnknownVariables } from './find-unknown-variables.ts';

const text = () => z.string().check(z.minLength(1), z.maxLength(1000));
const origin = () => z.string().check(z.regex(/^https?:\/\/[^\s/]+$/));

/**
 * How the server runs. Each setting is a key of the YAML file, or an environment variable: `publicUrl` is
 * `FIELD_PUBLIC_URL`. The environment wins.
 */
export const Configuration = z.object({
  /** `127.0.0.1` unless told. */
  host: z.optional(text()),
  /** 8080 unless told; 0 takes a free one. */
  port: z.optional(z.int().check(z.gte(0), z.lte(65_535))),
  /** The SQLite file; `field.db` unless told. */
  database: z.optional(text()),
  /** `postgres://user@host/name` (also `DATABASE_URL`); in place of `database`. */
  databaseUrl: z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\/\S+$/))),
  /** The folder of photos and signatures; beside the SQLite file unless told, demanded with PostgreSQL. */
  evidence: z.optional(text()),
  /** A file that holds the key for stored secrets; the key itself only comes as `FIELD_SECRET_KEY`. */
  secretKeyFile: z.optional(text()),
  publicUrl: z.optional(origin()),
  behindProxy: z.optional(z.boolean()),
  allowedOrigins: z.optional(z.array(origin()).check(z.maxLength(100))),
  requireIdempotencyKey: z.optional(z.boolean()),
  requireIfMatch: z.optional(z.boolean()),
  ...GivenConnectionLimits.shape,
  /** The systems tenants' tickets come from; in the file only. The token comes as `FIELD_BACKEND_<CREDENTIALS>_TOKEN`. */
  backends: z.optional(
    z
      .array(z.object({ tenant: text(), kind: z.literal('ixc'), credentials: text(), ...IxcSettings.shape }))
      .check(z.maxLength(1000)),
  ),
});
export type Configuration = z.output<typeof Configuration>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of a YAML file, overruled by those of the environment.
 * @throws FieldError `server.file_unreadable`, `server.configuration_invalid` naming every wrong setting
 */
export async function readConfiguration(
  file: string | undefined,
  environment: Environment,
  locale: Locale,
): Promise<Configuration> {
  const fromFile = file === undefined ? {} : await readSettings(file);
  const result = check(Configuration, { ...fromFile, ...fromEnvironment(environment) });
  const unknown = Object.keys(fromFile).filter((key) => !Object.hasOwn(Configuration.shape, key));
  const issues = [
    ...(result.ok ? findClashes(result.value) : result.issues),
    ...unknown.map((key) => ({ path: [key], code: 'invalid', params: {} })),
  ];
  if (!result.ok || issues.length > 0) {
    const problems = issues.map((issue) => {
      const [key] = issue.path;
      const known = typeof key === 'string' && Object.hasOwn(Configuration.shape, key);
      const variable = known && key !== 'backends' ? ` (${variableOf(key)})` : '';
      return `${formatIssue(issue, locale)}${variable}.`;
    });
    throw cliError('server.configuration_invalid', { problems: problems.join(' ') });
  }
  const { databaseUrl, database, evidence } = result.value;
  if (databaseUrl !== undefined && (database !== undefined || evidence === undefined)) {
    const problems =
      database !== undefined
        ? 'database: not beside databaseUrl.'
        : 'evidence (FIELD_EVIDENCE): a folder is needed.';
    throw cliError('server.configuration_invalid', { problems });
  }
  return result.value;
}

/**
 * The variables in `FIELD_…` that nothing reads and that look like no setting.
 * @throws FieldError `server.variable_misspelt` for those that do: a server that misses its database would start an empty one
 */
export function requireKnownVariables(environment: Environment): UnknownVariables['unread'] {
  const known = listSettings().flatMap(({ variable }) => variable ?? []);
  const { misspelt, unread } = findUnknownVariables(environment, [...known, 'FIELD_SECRET_KEY']);
  if (misspelt.length > 0) throw cliError('server.variable_misspelt', { variables: misspelt.join(', ') });
  return unread;
}

/** A YAML or JSON file. @throws FieldError `server.file_unreadable` */
export async function readSettings(file: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = parseYaml(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    throw new SyntaxError('it holds no settings');
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw cliError('server.file_unreadable', { file, reason }, { cause });
  }
}

/** Every setting with its variable; null where it stands in the file only. */
export function listSettings(): { readonly setting: string; readonly variable: string | null }[] {
  const settings = Object.keys(Configuration.shape);
  return settings.map((setting) => ({
    setting,
    variable: setting === 'backends' ? null : variableOf(setting),
  }));
}

/** `publicUrl` is `FIELD_PUBLIC_URL`. */
function variableOf(setting: string): string {
  if (setting === 'databaseUrl') return 'DATABASE_URL';
  return `FIELD_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function fromEnvironment(environment: Environment): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const { setting, variable } of listSettings()) {
    const value = variable === null ? undefined : environment[variable];
    if (value === undefined || value === '') continue;
    settings[setting] = readValue(setting, value);
  }
  return settings;
}

/** A variable as its setting wants it; what is neither stays text, which the schema then refuses by name. */
function readValue(setting: string, value: string): unknown {
  if (setting === 'allowedOrigins') return value.split(',').map((part) => part.trim());
  if (value === 'true' || value === 'false') return value === 'true';
  const isNumber = setting === 'port' || Object.hasOwn(ConnectionLimits.shape, setting);
  return isNumber && /^\d+$/.test(value) ? Number(value) : value;
}
