import type { CliSession } from '../../../src/contract/cli.ts';
import type { SnmpSession, SnmpValue } from '../../../src/contract/snmp.ts';
import type { OltProfile, OltSessions } from '../../../src/contract/vendor-driver.ts';
import { openCliSession } from '../../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayOptions, type ReplayStep } from '../../../src/testing/index.ts';
import zte from '../../../src/vendors/zte/index.ts';

export type FamilyName = 'c3xx' | 'c6xx';

/** What is typed, what the box answers, and what it asks before it does. */
export type Exchange = readonly [
  command: string,
  reply?: string,
  question?: readonly [text: string, answer: string],
];

export const profileOf = (family: FamilyName) => zte.profiles[family] as OltProfile;

/** The prompts of each family, mode by mode, as their sources show them. */
function promptAfter(family: FamilyName, command: string, before: string): string {
  const [, host = 'ZXAN'] = /^([\w.-]+)/.exec(before) ?? [];
  const [, kind, name = ''] = /^(interface|pon-onu-mng) (\S+)$/.exec(command) ?? [];
  if (command === 'end') return `${host}#`;
  if (command === 'configure terminal') return `${host}(config)#`;
  if (command === 'exit') return before.includes('(config)') ? `${host}#` : `${host}(config)#`;
  if (kind === 'interface') return family === 'c3xx' ? `${host}(config-if)#` : `${host}(config-if-${name})#`;
  if (kind === undefined) return before;
  return family === 'c3xx'
    ? `${host}(gpon-onu-mng ${name.slice('gpon-onu_'.length)})#`
    : `${host}(config-gpon-onu-mng)#`;
}

/** The script of a session from the first prompt on. */
export function scriptOf(family: FamilyName, exchanges: readonly Exchange[], host = 'ZXAN'): ReplayStep[] {
  let prompt = `${host}#`;
  const steps: ReplayStep[] = [
    { emit: `\n${prompt}` },
    { expect: 'terminal length 0', emit: `terminal length 0\n${prompt}` },
  ];
  for (const [command, reply = '', question] of exchanges) {
    prompt = promptAfter(family, command, prompt);
    const rest = `${reply === '' ? '' : `${reply}\n`}${prompt}`;
    if (question) {
      steps.push({ expect: command, emit: `${command}\n${question[0]}` });
      steps.push({ expect: question[1], emit: `${question[1]}\n${rest}` });
    } else steps.push({ expect: command, emit: `${command}\n${rest}` });
  }
  return steps;
}

const timeouts = { settleMs: 20, logoutMs: 20 };

/** A session with a box that follows a script. */
export async function openBox(
  family: FamilyName,
  exchanges: readonly Exchange[],
  options: ReplayOptions & { readonly host?: string } = {},
) {
  const { cli: platform } = profileOf(family);
  if (!platform) throw new Error('no command line');
  const transport = createReplayTransport(scriptOf(family, exchanges, options.host), options);
  const cli = await openCliSession(transport, platform, { user: 'admin', password: 'topsecret', timeouts });
  return { cli, transport };
}

/** The sessions of an operation; an SNMP session that knows these values and nothing else. */
export function sessionsWith(cli: CliSession, values: Readonly<Record<string, SnmpValue>> = {}): OltSessions {
  const snmp: SnmpSession = {
    get: async (oids) =>
      new Map(oids.flatMap((oid) => (Object.hasOwn(values, oid) ? [[oid, values[oid] as SnmpValue]] : []))),
    async *walk(root) {
      for (const [oid, value] of Object.entries(values)) if (oid.startsWith(`${root}.`)) yield [oid, value];
    },
    close: async () => {},
  };
  return { cli, snmp, signal: undefined, progress: () => {} };
}
