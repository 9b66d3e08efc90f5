/** One import that a rule forbids, as it is written into a copy of the tree. */
export interface PlantedViolation {
  rule: string;
  /** The file that gets the import. */
  from: string;
  imports: string;
  /** Further files to write, each with the import it needs or with none (`''`). */
  beside?: Record<string, string>;
}

const core = 'packages/core/src';
const client = 'packages/client/src';
const server = 'packages/server/src';
const olt = 'packages/olt/src';
const vendor = `${olt}/vendors/planted`;

/** At least one for each rule of .dependency-cruiser.cjs. All are imports of types: the weakest form there is. */
export const plantedViolations: readonly PlantedViolation[] = [
  {
    rule: 'no-cycles',
    from: `${core}/planted-hen.ts`,
    imports: './planted-egg.ts',
    beside: { [`${core}/planted-egg.ts`]: './planted-hen.ts' },
  },
  { rule: 'nothing-unresolvable', from: `${core}/planted-lost.ts`, imports: './planted-nowhere.ts' },
  { rule: 'nothing-unresolvable', from: `${olt}/planted-lost.test.ts`, imports: 'planted-nowhere' },
  { rule: 'dependencies-are-declared', from: `${server}/planted-undeclared.ts`, imports: 'fast-check' },
  { rule: 'dependencies-are-declared', from: `${server}/planted-dev-only.ts`, imports: 'vitest' },
  { rule: 'packages-meet-by-name', from: `${server}/planted-path.ts`, imports: '../../olt/src/index.ts' },
  {
    rule: 'packages-meet-by-name',
    from: 'packages/server/test/planted-path.test.ts',
    imports: '../../core/src/index.ts',
  },
  {
    rule: 'shipped-code-knows-no-tests',
    from: `${core}/planted-leaning.ts`,
    imports: '../test/planted-support.ts',
    beside: { 'packages/core/test/planted-support.ts': '' },
  },
  {
    rule: 'shipped-code-knows-no-testing',
    from: `${olt}/driver/planted-double.ts`,
    imports: '../testing/index.ts',
  },
  {
    rule: 'shipped-code-knows-no-testing',
    from: `${server}/planted-double.ts`,
    imports: '@field/olt/testing',
  },
  {
    rule: 'shipped-code-knows-no-simulator',
    from: `${olt}/driver/planted-simulated.ts`,
    imports: '../simulator/index.ts',
  },
  {
    rule: 'shipped-code-knows-no-simulator',
    from: `${server}/planted-simulated.ts`,
    imports: '@field/olt/simulator',
  },
  { rule: 'core-knows-no-package', from: `${core}/planted-upward.ts`, imports: '@field/client' },
  { rule: 'core-knows-no-package', from: `${core}/planted-to-olt.ts`, imports: '@field/olt' },
  { rule: 'core-depends-on-zod-only', from: `${core}/planted-library.ts`, imports: 'typescript' },
  { rule: 'core-and-client-run-anywhere', from: `${core}/planted-node.ts`, imports: 'node:fs' },
  { rule: 'core-and-client-run-anywhere', from: `${client}/planted-node.ts`, imports: 'crypto' },
  {
    rule: 'storage-node-is-an-entry-of-its-own',
    from: `${client}/planted-folder.ts`,
    imports: './storage-node/index.ts',
  },
  { rule: 'client-knows-core-only', from: `${client}/planted-stranger.ts`, imports: '@field/olt' },
  { rule: 'client-knows-core-only', from: `${client}/planted-shortcut.ts`, imports: '@field/server' },
  {
    rule: 'p-queue-stays-in-one-file',
    from: `${olt}/driver/planted-queue.ts`,
    imports: 'p-queue',
    beside: { [`${olt}/driver/planted-second-queue.ts`]: 'p-queue' },
  },
  { rule: 'olt-knows-core-only', from: `${olt}/planted-stranger.ts`, imports: '@field/client' },
  { rule: 'olt-knows-core-only', from: `${olt}/planted-upward.ts`, imports: '@field/server' },
  { rule: 'server-knows-core-and-olt-only', from: `${server}/planted-shortcut.ts`, imports: '@field/client' },
  { rule: 'contract-knows-core-only', from: `${olt}/contract/planted-node.ts`, imports: 'node:net' },
  {
    rule: 'contract-knows-core-only',
    from: `${olt}/contract/planted-upward.ts`,
    imports: '../toolkit/planted-floor.ts',
    beside: { [`${olt}/toolkit/planted-floor.ts`]: '' },
  },
  ...pairs(['toolkit', 'session', 'snmp', 'transports'])
    .filter(([from, to]) => from !== 'session' || to !== 'toolkit')
    .map(([from, to]) => ({
      rule:
        from === 'session'
          ? 'session-knows-contract-and-toolkit-only'
          : 'toolkit-snmp-transports-know-contract-only',
      from: `${olt}/${from}/planted-to-${to}.ts`,
      imports: `../${to}/planted-neighbour.ts`,
      beside: { [`${olt}/${to}/planted-neighbour.ts`]: '' },
    })),
  {
    rule: 'session-knows-contract-and-toolkit-only',
    from: `${olt}/session/planted-upward.ts`,
    imports: '../driver/planted-top.ts',
    beside: { [`${olt}/driver/planted-top.ts`]: '' },
  },
  { rule: 'toolkit-is-pure', from: `${olt}/toolkit/planted-node.ts`, imports: 'node:buffer' },
  { rule: 'toolkit-is-pure', from: `${olt}/toolkit/planted-library.ts`, imports: 'yaml' },
  { rule: 'driver-knows-what-it-wires', from: `${olt}/driver/planted-upward.ts`, imports: '../index.ts' },
  {
    rule: 'driver-knows-what-it-wires',
    from: `${olt}/driver/planted-one-vendor.ts`,
    imports: '../vendors/planted/index.ts',
    beside: { [`${vendor}/index.ts`]: '' },
  },
  {
    rule: 'cli-is-entered-by-the-command-alone',
    from: `${olt}/planted-command.ts`,
    imports: './cli/main.ts',
  },
  {
    rule: 'vendor-knows-no-other-vendor',
    from: `${vendor}/planted-copy.ts`,
    imports: '../planted-other/index.ts',
    beside: { [`${olt}/vendors/planted-other/index.ts`]: '' },
  },
  ...['session', 'snmp', 'transports', 'driver', 'testing'].map((to) => ({
    rule: 'vendor-knows-contract-and-toolkit-only',
    from: `${vendor}/planted-to-${to}.ts`,
    imports: `../../${to}/planted-above.ts`,
    beside: { [`${olt}/${to}/planted-above.ts`]: '' },
  })),
  { rule: 'vendor-is-pure', from: `${vendor}/plans/planted-node.ts`, imports: 'node:fs' },
  { rule: 'vendor-is-pure', from: `${vendor}/parsers/planted-library.ts`, imports: 'yaml' },
  {
    rule: 'vendor-simulator-knows-contract-only',
    from: `${vendor}/simulator.ts`,
    imports: './parsers/planted-rows.ts',
    beside: { [`${vendor}/parsers/planted-rows.ts`]: '' },
  },
  {
    rule: 'vendor-simulator-knows-contract-only',
    from: `${vendor}/simulator/planted-numbers.ts`,
    imports: '../oids.ts',
    beside: { [`${vendor}/oids.ts`]: '' },
  },
  {
    rule: 'vendor-simulator-is-reached-from-the-simulator',
    from: `${vendor}/planted-voice.ts`,
    imports: './simulator.ts',
  },
  {
    rule: 'simulator-knows-no-driver-code',
    from: `${olt}/simulator/planted-borrowed.ts`,
    imports: '../vendors/planted/plans/planted-plan.ts',
    beside: { [`${vendor}/plans/planted-plan.ts`]: '' },
  },
  {
    rule: 'cases-are-for-the-contract-suite',
    from: `${vendor}/planted-driver.ts`,
    imports: './cases/planted-case.ts',
    beside: { [`${vendor}/cases/planted-case.ts`]: '' },
  },
  { rule: 'net-snmp-stays-in-snmp', from: `${olt}/driver/planted-snmp.ts`, imports: 'net-snmp' },
  { rule: 'ssh2-stays-in-its-transport', from: `${olt}/transports/planted-ssh.ts`, imports: 'ssh2' },
  {
    rule: 'telnet-library-stays-in-its-transport',
    from: `${olt}/session/planted-telnet.ts`,
    imports: 'telnet-client',
  },
];

function pairs(names: readonly string[]): [string, string][] {
  return names.flatMap((from) => names.filter((to) => to !== from).map((to): [string, string] => [from, to]));
}
