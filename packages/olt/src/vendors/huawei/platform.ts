import type { CliPlatform, CliQuestion } from '../../contract/cli.ts';
import { loginRefusals, refusalShapes, refusals } from './errors.ts';

/** Asked before flows are taken away by VLAN or by ONU; a single flow by its index goes without. */
export const releaseFlowsQuestion: CliQuestion = {
  pattern: /Are you sure to release service virtual port\(s\)\s?\? ?\(y\/n\)\[n\]:\s*$/,
  reply: 'y',
};

/** Asked before an ONU restarts. */
export const resetQuestion: CliQuestion = {
  pattern: /Are you sure to reset the ONT\(s\)\s?\? ?\(y\/n\)\[n\]:\s*$/,
  reply: 'y',
};

/**
 * The SmartAX command line, MA5600T to MA5800. Sources of each quirk stand in this folder's README.
 *
 * `undo interactive` is not sent although the firmware has it: it takes away every question, and a question this driver does not
 * know is the last chance not to harm.
 */
export const platform: CliPlatform = {
  name: 'huawei-smartax',
  // CR and LF count as one Enter each: the second would answer a (y/n)[n] with its "n".
  lineEnd: '\r',
  login: {
    user: /User ?name\s{0,8}:\s{0,8}$/i,
    password: /password\s{0,8}:\s{0,8}$/i,
    refusals: loginRefusals,
    questions: [{ pattern: /YES.NO\W*$/, reply: 'yes' }],
  },
  modes: {
    user: { prompt: '{host}>', parent: null, enter: null, leave: null, changesConfig: false },
    privilege: {
      prompt: '{host}#',
      parent: 'user',
      enter: 'enable',
      leave: 'disable',
      changesConfig: false,
    },
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
  prepare: [
    { send: 'undo smart', at: { mode: 'privilege' } },
    { send: 'scroll', otherwise: 'scroll 512', at: { mode: 'privilege' } },
    { send: 'infoswitch cli OFF', at: { mode: 'privilege' } },
  ],
  pagers: [{ mark: /---- More \( ?Press 'Q' to break ?\) ----\s*$/, reply: ' ' }],
  completion: {
    mark: /^\s*\{[^{}]*\}:\s*$/,
    accept: /<cr>/,
    abort: '\u0003',
    repeat: /^\s*Command:\s*$/,
  },
  questions: [],
  questionShapes: [
    /\(y\/n\)\s{0,8}(?:\[[yn]\])?\s{0,8}:?\s{0,8}$/i,
    /\[y\/n\]\s{0,8}:?\s{0,8}$/i,
    // At the left margin only: rows of tables have a `Password :` too.
    /^(?:>>)?(?:User |Enter |Enable )?password\s?:\s*$/i,
  ],
  noise: [
    // An alarm, which may come inside any output.
    {
      from: /^\s*! ?(?:RUNNING|FAULT|EVENT|RECOVERY|SECURITY|COMMUNICATION|ENVIRONMENT|EQUIPMENT|SERVICE|PROCESSING)\b/,
      to: /^\s*--- ?END\b/,
    },
    // Saving, ours or the device's own, goes on for minutes behind the prompt.
    { line: /^\s*It will take several minutes to save configuration file, please wait/ },
    {
      line: /(?:\[[^[\]]{1,40}\] {0,4}:? {0,4})?The percentage of saved data on \d{1,3} slot's .{0,20}control board is: {0,8}\d{1,3}%/,
    },
    { line: /The data of \d+ slot's .{0,20}control board is saved completely/ },
    { line: /^\s*Configuration file had been saved successfully/ },
    { line: /^\s*Note: The configuration file will take effect after being activated/ },
    { line: /^\s*Please check whether system data has been changed, and save data in time/ },
    { line: /^\s*Command is being executed\. Please wait/ },
    { line: /^\s*During the course of print ?,press CTRL_C to break/ },
    { line: /^\s*It will take some time, please wait/ },
  ],
  refusals,
  refusalShapes,
  logout: {
    from: { mode: 'privilege' },
    send: 'quit',
    questions: [{ pattern: /Are you sure to log out\? ?\(y\/n\)\[n\]:\s*$/, reply: 'y' }],
    farewell: /Configuration console exit, please retry to log on/,
  },
  readOnlyCommands: [
    // No `?`, which asks for help in the middle of a line, and nothing but printable ASCII.
    /^display [ ->@-~]+$/,
    /^enable$/,
    /^disable$/,
    /^config$/,
    /^quit$/,
    /^interface (?:gpon|epon|xgpon) \d{1,2}\/\d{1,2}$/,
    /^undo smart$/,
    /^scroll(?: \d{1,3})?$/,
    /^infoswitch cli OFF$/,
  ],
  save: {
    send: 'save',
    at: { mode: 'privilege' },
    dialogue: [],
    done: /Configuration file had been saved successfully|control board is saved completely|no need to save again/,
    timeoutMs: 600_000,
  },
};
