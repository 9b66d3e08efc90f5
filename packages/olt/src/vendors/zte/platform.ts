import type { CliMode, CliPlatform, CliQuestion } from '../../contract/cli.ts';
import { loginRefusals, refusalShapes, refusals } from './errors.ts';

/** Asked before an ONU restarts, not on every build. */
export const rebootQuestion: CliQuestion = {
  pattern: /Confirm to reboot\s?\?\s?\[yes\/no\]\s?:\s*$/i,
  reply: 'yes',
};

const modes = {
  user: { prompt: '{host}>', parent: null, enter: null, leave: null, changesConfig: false },
  exec: { prompt: '{host}#', parent: 'user', enter: 'enable', leave: 'disable', changesConfig: false },
  config: {
    prompt: '{host}\\(config\\)#',
    parent: 'exec',
    // Never shortened: `conf t` is refused by some releases of both families.
    enter: 'configure terminal',
    leave: 'exit',
    changesConfig: true,
  },
} as const satisfies Readonly<Record<string, CliMode>>;

/** A PON port, an ONU or, on a C6xx, one of its virtual ports. The prompt of a C3xx does not say which. */
const interfaceMode = (prompt: string): CliMode => ({
  prompt,
  parent: 'config',
  enter: 'interface {argument}',
  leave: 'exit',
  changesConfig: true,
});

/** What is configured inside an ONU, by OMCI. `end` leads past the mode above, which both families are known to take. */
const managementMode = (prompt: string): CliMode => ({
  prompt,
  parent: 'config',
  enter: 'pon-onu-mng {argument}',
  leave: 'end',
  changesConfig: true,
});

/** The command line of a ZXA10; what differs between the families is put in by them. Sources stand in this folder's README. */
const zxa10 = {
  // The Enter key of a terminal.
  lineEnd: '\r',
  login: {
    user: /Username\s*:\s*$/i,
    password: /Password\s*:\s*$/i,
    refusals: loginRefusals,
    questions: [],
  },
  home: { mode: 'exec' },
  // Some releases take it and page all the same.
  prepare: [{ send: 'terminal length 0', at: { mode: 'exec' } }],
  pagers: [{ mark: /\s?--More--\s*$/, reply: ' ' }],
  completion: null,
  questions: [],
  questionShapes: [
    /[[(]\s{0,8}(?:yes\/no|y\/n)\s{0,8}[\])]\s{0,8}:?\s{0,8}$/i,
    // At the left margin only: blocks of an ONU have a `Password:` too.
    /^(?:Enter |Enable )?password\s?:\s*$/i,
  ],
  noise: [],
  refusals,
  refusalShapes,
  logout: {
    from: { mode: 'exec' },
    send: 'exit',
    // What runs goes on running: saving is asked for by itself.
    questions: [
      {
        pattern: /configuration is changed,\s?confirm to logout without saving\s?\?\s?\[yes\/no\]\s?:\s*$/i,
        reply: 'yes',
      },
    ],
    farewell: null,
  },
  readOnlyCommands: [
    // Nothing but printable ASCII, no `?`, which asks for help, and no `>`. No mode below exec: entering an ONU can create it.
    /^show [ -=@-~]+$/,
    /^enable$/,
    /^disable$/,
    /^exit$/,
    /^end$/,
    /^terminal length \d{1,3}$/,
  ],
  save: {
    // From the configuration mode it is refused.
    send: 'write',
    at: { mode: 'exec' },
    dialogue: [],
    done: /\[OK\]/i,
    timeoutMs: 120_000,
  },
} as const satisfies Omit<CliPlatform, 'name' | 'modes'>;

/** C300 and C320. */
export const c3xxPlatform: CliPlatform = {
  ...zxa10,
  name: 'zte-c3xx',
  modes: {
    ...modes,
    interface: interfaceMode('{host}\\(config-if\\)#'),
    // Firmware 2.x adds the ONU.
    management: managementMode('{host}\\(gpon-onu-mng(?: {argument})?\\)#'),
  },
};

/** C600, C610, C620 and C650. */
export const c6xxPlatform: CliPlatform = {
  ...zxa10,
  name: 'zte-c6xx',
  modes: {
    ...modes,
    interface: interfaceMode('{host}\\(config-if(?:-{argument})?\\)#'),
    management: managementMode('{host}\\(config-gpon-onu-mng\\)#'),
  },
};
