import type { CliPlatform } from '../../src/contract/cli.ts';

/** A platform with one of everything the engine knows, in the manner of a Huawei SmartAX. */
export const testPlatform: CliPlatform = {
  name: 'test',
  lineEnd: '\r',
  login: {
    user: /^>>User name:\s*$/,
    password: />>User password:\s*$/,
    refusals: [
      { pattern: /Username or password invalid/, outcome: 'olt.auth_refused' },
      { pattern: /This user has been locked/, outcome: 'olt.account_locked' },
      { pattern: /Reenter times have reached the upper limit/, outcome: 'olt.session_limit' },
    ],
    questions: [{ pattern: /\(YES\/NO\):\s*$/, reply: 'yes' }],
  },
  modes: {
    user: { prompt: '{host}>', parent: null, enter: null, leave: null, changesConfig: false },
    privilege: { prompt: '{host}#', parent: 'user', enter: 'enable', leave: 'disable', changesConfig: false },
    config: {
      prompt: '{host}\\(config\\)#',
      parent: 'privilege',
      enter: 'config',
      leave: 'quit',
      changesConfig: true,
    },
    interface: {
      prompt: '{host}\\(config-if-{argument}\\)#',
      parent: 'config',
      enter: 'interface {argument}',
      leave: 'quit',
      changesConfig: true,
    },
  },
  home: { mode: 'privilege' },
  prepare: [],
  pagers: [{ mark: /---- More \( Press 'Q' to break \) ----$/, reply: ' ' }],
  completion: {
    mark: /^\s*\{ .+ \}:\s*$/,
    accept: /<cr>/,
    abort: '\x03',
    repeat: /^\s*Command:$/,
  },
  questions: [],
  questionShapes: [/\((?:y\/n|yes\/no)\)(?:\[[yn]\])?:\s*$/i, /password:\s*$/i],
  noise: [
    { from: /^\s*! RUNNING/, to: /--- END$/ },
    { line: /The percentage of saved data/ },
    { line: /Configuration file had been saved successfully/ },
  ],
  refusals: [
    { pattern: /% Unknown command/, outcome: 'olt.unknown_command' },
    { pattern: /% Parameter error/, outcome: 'olt.bad_parameter' },
    {
      pattern: /Failure: This configured object has some service virtual ports/,
      outcome: 'olt.onu_has_services',
    },
    { pattern: /Failure: System is busy/, outcome: 'olt.busy' },
    {
      pattern: /Failure: The service virtual port does not exist/,
      outcome: 'olt.service_not_found',
    },
    { pattern: /Failure: Make configuration repeatedly/, outcome: 'already_done' },
    { pattern: /Failure: The automatically found ONTs do not exist/, outcome: 'empty' },
    { pattern: /Failure: There is no ONT available/, outcome: 'empty' },
  ],
  refusalShapes: [/Failure:/, /%/],
  logout: {
    from: { mode: 'user' },
    send: 'quit',
    questions: [{ pattern: /Are you sure to log out\? \(y\/n\)\[n\]:\s*$/, reply: 'y' }],
    farewell: /Configuration console exit/,
  },
  readOnlyCommands: [/display .*/, /enable/, /disable/, /config/, /quit/],
  save: {
    send: 'save',
    at: { mode: 'privilege' },
    dialogue: [],
    done: /Configuration file had been saved successfully/,
    timeoutMs: 600_000,
  },
};
