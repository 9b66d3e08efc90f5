/**
 * Which way the packages and folders may depend; ARCHITECTURE.md draws it. Imports of types alone count too.
 * test/dependency-rules.test.ts plants a violation of every rule and sees it caught.
 */

const tests = '\\.test\\.ts$|^packages/[^/]+/test/';
const oltFolder = (...names) => `^packages/olt/src/(${names.join('|')})/`;
const vendorSimulator = '^packages/olt/src/vendors/[^/]+/simulator(\\.ts$|/)';
/** A package as it resolves, with its types or without. */
const library = (...names) => `(^|node_modules/)(@types/)?(${names.join('|')})(/|$)`;
const shippedCode = (folder = 'packages/[^/]+/src') => ({ path: `^${folder}/`, pathNot: tests });

const everywhere = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or a third is missing.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing-unresolvable',
    comment: 'Every import leads to a file or an installed package.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'dependencies-are-declared',
    comment:
      'What a package ships with stands in its own package.json, not only in the root or its dev list.',
    from: shippedCode(),
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'packages-meet-by-name',
    comment: 'A package is entered by its name, never by a path into its folder.',
    from: { path: '^(packages|examples)/([^/]+)/' },
    to: { path: '^(packages|examples)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'shipped-code-knows-no-tests',
    comment: 'A test leans on the code, never the code on a test.',
    from: shippedCode(),
    to: { path: tests },
  },
  {
    name: 'shipped-code-knows-no-testing',
    comment: 'Test doubles and contract suites stay out of what runs in the field.',
    from: { ...shippedCode(), pathNot: [tests, '^packages/[^/]+/src/testing/'] },
    to: { path: '^packages/[^/]+/src/testing/' },
  },
  {
    name: 'shipped-code-knows-no-simulator',
    comment: 'Only the command may start a simulator, for `field-olt simulate`.',
    from: { ...shippedCode(), pathNot: [tests, oltFolder('simulator', 'testing', 'cli')] },
    to: { path: oltFolder('simulator') },
  },
];

const betweenPackages = [
  {
    name: 'core-knows-no-package',
    comment: 'Everything leans on core; core leans on nothing of ours.',
    from: shippedCode('packages/core/src'),
    to: { path: '^packages/(?!core/)' },
  },
  {
    name: 'core-depends-on-zod-only',
    comment: 'Core runs on a phone: its size is the size of its one dependency.',
    from: shippedCode('packages/core/src'),
    to: { path: 'node_modules/', pathNot: library('zod') },
  },
  {
    name: 'core-and-client-run-anywhere',
    comment: 'Browsers and React Native have no Node built-ins.',
    from: {
      ...shippedCode('packages/(core|client)/src'),
      pathNot: [tests, '^packages/client/src/storage-node/'],
    },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'storage-node-is-an-entry-of-its-own',
    comment: 'Who imports it chose Node; nothing else of the client may lead there.',
    from: {
      ...shippedCode('packages/client/src'),
      pathNot: [tests, '^packages/client/src/storage-node/'],
    },
    to: { path: '^packages/client/src/storage-node/' },
  },
  {
    name: 'client-knows-core-only',
    comment: 'Client and olt are strangers; client and server meet only over HTTP.',
    from: shippedCode('packages/client/src'),
    to: { path: '^packages/(?!client/|core/)' },
  },
  {
    name: 'olt-knows-core-only',
    comment: 'The drivers serve a server, a script and a command alike, so they know none of them.',
    from: shippedCode('packages/olt/src'),
    to: { path: '^packages/(?!olt/|core/)' },
  },
  {
    name: 'server-knows-core-and-olt-only',
    comment: 'Client and server meet only over HTTP.',
    from: shippedCode('packages/server/src'),
    to: { path: '^packages/(?!server/|core/|olt/)' },
  },
];

const insideOlt = [
  {
    name: 'contract-knows-core-only',
    comment: 'The contract is the floor: types and data shapes that every other folder stands on.',
    from: shippedCode('packages/olt/src/contract'),
    to: { pathNot: [oltFolder('contract'), '^packages/core/src/'] },
  },
  {
    name: 'toolkit-snmp-transports-know-contract-only',
    comment: 'These three are strangers to each other: the driver puts them together.',
    from: { path: '^packages/olt/src/(toolkit|snmp|transports)/', pathNot: tests },
    to: { path: '^packages/olt/src/', pathNot: [oltFolder('$1'), oltFolder('contract')] },
  },
  {
    name: 'session-knows-contract-and-toolkit-only',
    comment:
      'A session reads a terminal with the same code that reads a captured one; it opens no connection.',
    from: { path: '^packages/olt/src/session/', pathNot: tests },
    to: { path: '^packages/olt/src/', pathNot: oltFolder('session', 'contract', 'toolkit') },
  },
  {
    name: 'toolkit-is-pure',
    comment: 'Vendors share text and number helpers, which need no Node built-in and no library.',
    from: shippedCode('packages/olt/src/toolkit'),
    to: { pathNot: '^packages/' },
  },
  {
    name: 'driver-knows-what-it-wires',
    comment:
      'The driver wires contract, toolkit, session, snmp, transports and the list of vendors, nothing above it.',
    from: shippedCode('packages/olt/src/driver'),
    to: {
      path: '^packages/olt/src/',
      pathNot: [
        oltFolder('driver', 'contract', 'toolkit', 'session', 'snmp', 'transports'),
        '^packages/olt/src/vendors/index\\.ts$',
      ],
    },
  },
  {
    name: 'cli-is-entered-by-the-command-alone',
    comment: 'Exit codes and tables for people are no part of the library.',
    from: { ...shippedCode(), pathNot: [tests, oltFolder('cli')] },
    to: { path: oltFolder('cli') },
  },
  {
    name: 'vendor-knows-no-other-vendor',
    comment: 'A vendor is its folder and nothing else; firmware families are profiles inside it.',
    from: { path: '^packages/olt/src/vendors/([^/]+)/', pathNot: tests },
    to: { path: '^packages/olt/src/vendors/', pathNot: oltFolder('vendors/$1') },
  },
  {
    name: 'vendor-knows-contract-and-toolkit-only',
    comment: 'A vendor describes; session, snmp, transports and driver interpret.',
    from: { path: '^packages/olt/src/vendors/[^/]+/', pathNot: tests },
    to: { path: '^packages/olt/src/', pathNot: oltFolder('contract', 'toolkit', 'vendors') },
  },
  {
    name: 'vendor-is-pure',
    comment: 'Data, parsers and plans need no Node built-in and no library.',
    from: { path: '^packages/olt/src/vendors/[^/]+/', pathNot: tests },
    to: { pathNot: '^packages/' },
  },
  {
    name: 'vendor-simulator-knows-contract-only',
    comment:
      'A simulator sharing a parser, a plan or an OID with its driver would confirm the mistakes of both.',
    from: { path: vendorSimulator, pathNot: tests },
    to: { path: '^packages/olt/src/', pathNot: [oltFolder('contract'), vendorSimulator] },
  },
  {
    name: 'vendor-simulator-is-reached-from-the-simulator',
    comment: 'The voice of a vendor is heard in the simulator, never in its driver.',
    from: { pathNot: [tests, '^packages/[^/]+/bench/', oltFolder('simulator'), vendorSimulator] },
    to: { path: vendorSimulator },
  },
  {
    name: 'cases-are-for-the-contract-suite',
    comment: 'What a driver is held against is no part of what is shipped.',
    from: { ...shippedCode(), pathNot: [tests, '^packages/olt/src/vendors/[^/]+/cases/'] },
    to: { path: '^packages/olt/src/vendors/[^/]+/cases/' },
  },
  {
    name: 'simulator-knows-no-driver-code',
    comment: 'What is tested against the simulator is not what the simulator is made of.',
    from: shippedCode('packages/olt/src/simulator'),
    to: {
      path: '^packages/olt/src/',
      pathNot: [oltFolder('simulator', 'contract'), vendorSimulator],
    },
  },
  {
    name: 'net-snmp-stays-in-snmp',
    comment: 'One folder speaks SNMP for the driver, one answers for the simulator.',
    from: { ...shippedCode(), pathNot: [tests, oltFolder('snmp', 'simulator')] },
    to: { path: library('net-snmp') },
  },
  {
    name: 'ssh2-stays-in-its-transport',
    comment: 'One file opens SSH for the driver, one listens for the simulator.',
    from: {
      ...shippedCode(),
      pathNot: [tests, '^packages/olt/src/transports/ssh\\.ts$', '^packages/olt/src/simulator/ssh'],
    },
    to: { path: library('ssh2') },
  },
  {
    name: 'p-queue-stays-in-one-file',
    comment: 'A library behind one file can be replaced by changing one file.',
    module: { path: library('p-queue'), numberOfDependentsMoreThan: 1 },
    from: shippedCode('packages/olt/src'),
  },
  {
    name: 'telnet-library-stays-in-its-transport',
    comment: 'One file opens Telnet for the driver, one listens for the simulator.',
    from: {
      ...shippedCode(),
      pathNot: [tests, '^packages/olt/src/transports/telnet\\.ts$', '^packages/olt/src/simulator/telnet'],
    },
    to: { path: library('telnet-client', 'telnet-stream') },
  },
];

module.exports = {
  forbidden: [...everywhere, ...betweenPackages, ...insideOlt].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|examples)/[^/]+/(bin/|dist/|src/.*/fixtures/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@field/source', 'import', 'node', 'default', 'types'],
    },
  },
};
