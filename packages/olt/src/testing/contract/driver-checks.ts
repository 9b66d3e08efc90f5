import { type ReadName, readNames, type WriteName, writeNames } from '../../contract/operations.ts';
import type { VendorCases } from '../../contract/vendor-cases.ts';
import type { OltProfile, VendorDriver } from '../../contract/vendor-driver.ts';
import type { CaseTexts } from './case-texts.ts';
import type { ContractCheck } from './contract-check.ts';
import { contractError, must } from './contract-errors.ts';
import { isRecording } from './operation-checks.ts';
import { screenFor } from './screen-checks.ts';

/** The operations a profile has, in the order people meet them. */
export function operationsOf(profile: OltProfile): readonly (ReadName | WriteName)[] {
  return [
    ...readNames.filter((name) => profile.reads[name] !== undefined),
    ...writeNames.filter((name) => profile.writes[name] !== undefined),
  ];
}

/** What must hold of a driver before any case is played. */
export function driverChecks(
  driver: VendorDriver,
  cases: VendorCases,
  texts: CaseTexts,
): readonly ContractCheck[] {
  const check = (title: string, run: () => Promise<void>, skip: string | null = null): ContractCheck => ({
    group: 'the driver',
    title,
    skip,
    run,
  });
  return [
    check('goes by one name', async () => {
      must(driver.vendor === cases.vendor, `the cases are of ${cases.vendor}, not of ${driver.vendor}`);
      for (const [name, profile] of Object.entries(driver.profiles))
        must(profile.name === name, `profile ${name} calls itself ${profile.name}`);
      must(Object.hasOwn(driver.profiles, driver.defaultProfile), 'its default profile is none of its own');
    }),
    check('claims no device that says nothing', async () => {
      must(driver.identify({ sysObjectId: '', sysDescr: '', banner: '' }) === null, 'it claims it');
    }),
    check('has a platform that can be walked', async () => {
      for (const profile of Object.values(driver.profiles)) checkPlatform(profile);
    }),
    check('has a case for every operation and screen', async () => {
      const missing = Object.values(driver.profiles).flatMap((profile) => missingCases(profile, cases));
      if (missing.length > 0)
        throw contractError('testing.no_recorded_case', { missing: missing.join('; ') });
    }),
    check(
      'reads every recording of the vendor, or says why not',
      async () => {
        const files = texts.list(cases.vendor) ?? [];
        const known = knownRecordings(cases);
        const aside = (file: string) =>
          /(?:^|\/)(?:LICENSE|PROVENANCE\.md)$/.test(file) || known.has(file.replace(/\.yml$/, '.raw'));
        const unknown = files.filter((file) => !known.has(file) && !aside(file));
        must(unknown.length === 0, `no case and no reason for ${unknown.join(', ')}`);
        const gone = [...known].filter((file) => !files.includes(file));
        must(gone.length === 0, `no recordings ${gone.join(', ')}`);
      },
      texts.list(cases.vendor) === null && knownRecordings(cases).size > 0
        ? `no recordings of ${cases.vendor}`
        : null,
    ),
  ];
}

function checkPlatform({ name, cli }: OltProfile): void {
  if (cli === null) return;
  must(cli.lineEnd.length === 1, `${name}: a line ends with one character`);
  must(Object.hasOwn(cli.modes, cli.home.mode), `${name}: its home is no mode of its own`);
  for (const [mode, { parent, enter, leave }] of Object.entries(cli.modes)) {
    if (parent === null) continue;
    must(Object.hasOwn(cli.modes, parent), `${name}: ${mode} lies in ${parent}, which is no mode`);
    must(enter !== null && leave !== null, `${name}: nothing leads to ${mode} and back`);
  }
  const save = cli.save?.send;
  must(
    save === undefined || !cli.readOnlyCommands.some((pattern) => pattern.test(save)),
    `${name}: a read-only session would let ${save} out`,
  );
}

function missingCases(profile: OltProfile, cases: VendorCases): readonly string[] {
  const played = [...cases.reads, ...cases.writes].filter((one) => one.profile === profile.name);
  const simulated = Object.hasOwn(cases.simulated, profile.name);
  const operations = operationsOf(profile).filter(
    (operation) => !simulated && !played.some((one) => one.operation === operation),
  );
  // Families share parsers: a case of one of them will do.
  const screens = profile.screens.filter(
    (screen) => !simulated && !cases.screens.some(({ command }) => screenFor(profile, command) === screen),
  );
  const names = [...operations, ...screens.map(({ title }) => `the screen of ${title}`)];
  return names.length === 0 ? [] : [`${profile.name}: ${names.join(', ')}`];
}

function knownRecordings(cases: VendorCases): ReadonlySet<string> {
  const texts = [
    ...cases.screens.map(({ text }) => text),
    ...cases.reads.flatMap(({ exchanges = [] }) => exchanges.map(([, reply]) => reply)),
    ...cases.writes.flatMap(({ exchanges = [] }) => exchanges.map(([, reply]) => reply)),
    ...[...cases.reads, ...cases.writes].flatMap(({ variables }) =>
      isRecording(variables) ? [variables] : [],
    ),
  ];
  const own = `${cases.vendor}/`;
  const read = texts.flatMap((text) =>
    typeof text === 'object' && text.recording.startsWith(own) ? [text.recording.slice(own.length)] : [],
  );
  return new Set([...read, ...Object.keys(cases.unread)]);
}
