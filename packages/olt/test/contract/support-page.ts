import { readNames, writeNames } from '../../src/contract/operations.ts';
import type { ReadCase, WriteCase } from '../../src/contract/vendor-cases.ts';
import type { OltProfile, ReadOperation, SessionKind } from '../../src/contract/vendor-driver.ts';
import type { VendorContract } from './vendor-contracts.ts';

type OperationName = (typeof readNames)[number] | (typeof writeNames)[number];

const sessionNames: Readonly<Record<SessionKind, string>> = { cli: 'CLI', snmp: 'SNMP' };

/** The page that says which operation works on what, and how that is proven. */
export function supportPage(contracts: readonly VendorContract[]): string {
  return [pageHead, ...contracts.map(section)].join('\n');
}

function section({ driver, cases, recorded }: VendorContract): string {
  const profiles = Object.values(driver.profiles);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cells = (name: OperationName) =>
    profiles.map((profile) => cell({ driver, cases, recorded }, profile, name));
  return [
    `## ${driver.displayName}`,
    '',
    ...profiles.map(
      ({ name, screens }) =>
        `- \`${name}\`: ${cases.firmware[name] ?? ''}. ${proofOfScreens(cases.screens.filter((one) => one.profile === name))} of ${screens.length} commands.`,
    ),
    '',
    row(['operation', ...profiles.map(({ name }) => `\`${name}\``)]),
    row(['---', ...profiles.map(() => '---')]),
    ...[...readNames, ...writeNames].map((name) => row([`\`${name}\``, ...cells(name)])),
    '',
  ].join('\n');
}

function proofOfScreens(screens: VendorContract['cases']['screens']): string {
  const recorded = screens.filter(({ text }) => typeof text !== 'string').length;
  const manual = screens.length - recorded;
  return `${recorded} recorded${manual === 0 ? '' : ` and ${manual} written`} screens`;
}

function cell(contract: VendorContract, profile: OltProfile, name: OperationName): string {
  const ways = waysOf(profile, name);
  if (ways.length === 0) return '-';
  return ways
    .map((needs) => {
      const proofs = proofsOf(contract, profile, name, needs);
      return `${needs.map((kind) => sessionNames[kind]).join(' with ')}: ${proofs.join(', ') || 'tests of its own'}`;
    })
    .join('<br>');
}

function waysOf(profile: OltProfile, name: OperationName): readonly (readonly SessionKind[])[] {
  const reads = (profile.reads as Readonly<Record<string, readonly ReadOperation<never>[]>>)[name];
  if (reads) return reads.map(({ needs }) => needs);
  const write = (profile.writes as Readonly<Record<string, { readonly needs: readonly SessionKind[] }>>)[
    name
  ];
  return write ? [write.needs] : [];
}

function proofsOf(
  { cases, recorded }: VendorContract,
  profile: OltProfile,
  name: OperationName,
  needs: readonly SessionKind[],
): readonly string[] {
  const isWrite = (writeNames as readonly string[]).includes(name);
  const played = [...cases.reads, ...cases.writes].filter(
    (one) => one.profile === profile.name && one.operation === name && usesAll(one, needs),
  );
  const replayed = Object.values(recorded).some(
    (one) => one.profile === profile.name && one.readings.some((reading) => reading.name === name),
  );
  const simulated = Object.hasOwn(cases.simulated, profile.name) && (isWrite || needs.length === 1);
  const proofs = new Set(played.map(proofOf));
  if (replayed) proofs.add('recorded');
  if (simulated) proofs.add('simulator');
  return [...proofs].sort();
}

function usesAll(one: ReadCase | WriteCase, needs: readonly SessionKind[]): boolean {
  const has = (kind: SessionKind) =>
    kind === 'cli' ? one.exchanges !== undefined : one.variables !== undefined;
  return (['cli', 'snmp'] as const).every((kind) => has(kind) === needs.includes(kind));
}

function proofOf({ exchanges = [], variables }: ReadCase | WriteCase): string {
  if (exchanges.some(([, reply]) => typeof reply === 'object')) return 'recorded';
  return variables !== undefined && 'recording' in variables ? 'snmpsim' : 'manual';
}

const pageHead = `# What works on which OLT

This page is generated from the drivers and their cases by \`npm --prefix packages/olt run vendor-support\` (with \`-- --check\` it only
compares; a test does too). A dash: the driver has no such operation, and asking for it is \`olt.unsupported_operation\` before a byte is
sent. Of several ways the first is taken where the connection has the sessions it needs.

How each way is proven, by the contract suite in \`npm test\`:

- **recorded**: played against what a real device printed.
- **snmpsim**: read from the walk of a real device, served by snmpsim.
- **manual**: played against replies and values written from manuals and the sources in the vendor's \`README.md\`.
- **simulator**: against the stateful simulator, over Telnet and SNMP: rows are what it holds, writes change it.
- *tests of its own*: no case in the suite; the vendor's parsers, tables and operations are tested beside it.
`;
