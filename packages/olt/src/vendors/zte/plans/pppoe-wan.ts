import type { OnuAddress } from '@field/core';
import type { PppoeWan } from '../../../contract/operations.ts';
import type { PlanStep } from '../../../contract/plan.ts';
import { badRequest, checkText, checkWhole } from '../../../toolkit/check-request.ts';
import type { Family } from '../family.ts';
import { managementCommand, step } from './commands.ts';

const credential = { min: 1, max: 64, blanks: false };

/** What a C6xx answers to a command that went through. No screen is known to show what this one did. */
const silence = /^\s*$/;

/** @throws FieldError `olt.bad_request` */
export function checkPppoeWan({ username, password, vlan, priority = 0 }: PppoeWan): void {
  checkText('wan.username', username, credential);
  checkText('wan.password', password, credential);
  checkWhole('wan.vlan', vlan, 1, 4094);
  // It is the VLAN profile's.
  if (priority !== 0) throw badRequest('wan.priority', 'must be left out for this vendor');
}

/** The words that begin the ONU's first WAN. A C6xx says which IP. */
export function wanWords(family: Family): string {
  return family.name === 'c6xx' ? 'wan-ip 1 ipv4' : 'wan-ip 1';
}

/** A PPPoE client inside the ONU. A C6xx wants to be told what it is for; on a C3xx the LAN ports would have to be named with it. */
export function wanSteps(
  family: Family,
  address: OnuAddress,
  { username, password }: PppoeWan,
  vlanProfile: string,
): PlanStep[] {
  const at = (send: string) => managementCommand(family, address, send);
  const account = `mode pppoe username ${username} password ${password}`;
  const client = at(`${wanWords(family)} ${account} vlan-profile ${vlanProfile} host 1`);
  const wan = step('wan-address', { ...client, secrets: [password] }, [at('no wan-ip 1')]);
  if (family.name === 'c3xx') return [wan];
  const internet = step('wan-internet', at('wan 1 service internet host 1'), [at('no wan 1')]);
  return [wan, { ...internet, success: silence }];
}

/** A PPPoE client as configured. Its password is never compared: the device may show stars. */
export interface ConfiguredWan {
  readonly username: string | null;
  readonly vlanProfile: string | null;
  /** The line, with its password masked. */
  readonly shown: string;
}

export function findWan(management: readonly string[]): ConfiguredWan | null {
  const line = management.find((one) => /^wan-ip (?:1 )?(?:ipv4 )?mode /.test(one));
  if (line === undefined) return null;
  return {
    username: / username (\S+)/.exec(line)?.[1] ?? null,
    vlanProfile: / vlan-profile (\S+)/.exec(line)?.[1] ?? null,
    shown: line.replace(/( password )\S+(?: \S+)?(?= vlan-profile|$)/, '$1***'),
  };
}
