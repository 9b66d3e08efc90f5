import { expect, test } from 'vitest';
import { Configuration, readConfiguration } from '../src/cli/configuration.ts';

/** A wrong value of every setting that a variable may carry, and the variable. */
const wrong: Readonly<Record<string, readonly [variable: string, value: string]>> = {
  host: ['FIELD_HOST', 'x'.repeat(1001)],
  port: ['FIELD_PORT', '99999'],
  database: ['FIELD_DATABASE', 'x'.repeat(1001)],
  databaseUrl: ['DATABASE_URL', 'mysql://field:hunter2@db/field'],
  evidence: ['FIELD_EVIDENCE', 'x'.repeat(1001)],
  secretKeyFile: ['FIELD_SECRET_KEY_FILE', 'x'.repeat(1001)],
  publicUrl: ['FIELD_PUBLIC_URL', 'https://api.example/path'],
  behindProxy: ['FIELD_BEHIND_PROXY', 'yes'],
  allowedOrigins: ['FIELD_ALLOWED_ORIGINS', 'https://app.example,*'],
  requireIdempotencyKey: ['FIELD_REQUIRE_IDEMPOTENCY_KEY', '17'],
  requireIfMatch: ['FIELD_REQUIRE_IF_MATCH', 'sometimes'],
};

async function problemsOf(environment: Record<string, string>): Promise<string> {
  const error: unknown = await readConfiguration(undefined, environment, 'en').catch(
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : 'no error';
}

test('every setting that is wrong is told by its name and its variable, and nothing of its value', async () => {
  const numbers = Object.keys(Configuration.shape).filter((key) => !(key in wrong) && key !== 'backends');
  const variableOf = (key: string) =>
    `FIELD_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  // What the list does not name counts or measures something.
  const all = {
    ...wrong,
    ...Object.fromEntries(numbers.map((key) => [key, [variableOf(key), 'many'] as const])),
  };
  for (const [setting, [variable, value]] of Object.entries(all)) {
    const told = await problemsOf({ [variable]: value });
    expect(told).toContain(`${setting}`);
    expect(told).toContain(`(${variable})`);
    expect(told).not.toContain(value);
  }
  const together = await problemsOf(Object.fromEntries(Object.values(all)));
  for (const [variable] of Object.values(all)) expect(together).toContain(`(${variable})`);
  expect(together).not.toContain('hunter2');
});

test('settings that do not fit together are told', async () => {
  const url = 'postgres://field@db/field';
  expect(await problemsOf({ DATABASE_URL: url })).toContain('evidence (FIELD_EVIDENCE)');
  const both = { DATABASE_URL: url, FIELD_EVIDENCE: '/e', FIELD_DATABASE: 'field.db' };
  expect(await problemsOf(both)).toContain('database');
});
