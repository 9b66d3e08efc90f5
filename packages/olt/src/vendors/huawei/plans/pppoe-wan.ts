import type { OnuAddress } from '@field/core';
import type { PppoeWan } from '../../../contract/operations.ts';
import type { PlanStep } from '../../../contract/plan.ts';
import { checkText, checkWhole } from '../../../toolkit/check-request.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import { passwordsIn, unitCommand, unitOf } from './commands.ts';

const credential = { min: 1, max: 64, blanks: false };

/** @throws FieldError `olt.bad_request` */
export function checkPppoeWan({ username, password, vlan, priority = 0 }: PppoeWan): void {
  checkText('wan.username', username, credential);
  checkText('wan.password', password, credential);
  checkWhole('wan.vlan', vlan, 1, 4094);
  checkWhole('wan.priority', priority, 0, 7);
}

/** Index 0 is the management address on most sites; services begin at 1. */
const ipIndex = 1;

/** Nothing shows whether these two hold, so that a reply other than their silence leaves it open. */
const silence = /^$/;

/** A PPPoE client inside the ONU, in the three commands of the sources: address, use for Internet, WAN profile. */
export function wanSteps(
  address: OnuAddress,
  { username, password, vlan, priority = 0 }: PppoeWan,
): PlanStep[] {
  const unit = unitOf(address);
  const account = `pppoe user-account username ${username} password ${password}`;
  const at = (send: string) => unitCommand(address, send);
  return [
    {
      kind: 'cli',
      id: 'wan-address',
      ...at(`ont ipconfig ${unit} ip-index ${ipIndex} ${account} vlan ${vlan} priority ${priority}`),
      secrets: [password],
      undo: [at(`undo ont ipconfig ${unit} ip-index ${ipIndex}`)],
    },
    {
      kind: 'cli',
      id: 'wan-internet',
      ...at(`ont internet-config ${unit} ip-index ${ipIndex}`),
      success: silence,
      undo: [at(`undo ont internet-config ${unit}`)],
    },
    {
      kind: 'cli',
      id: 'wan-profile',
      ...at(`ont wan-config ${unit} ip-index ${ipIndex} profile-id 0`),
      success: silence,
      undo: [at(`undo ont wan-config ${unit} ip-index ${ipIndex}`)],
    },
  ];
}

/** A PPPoE client as configured. Its password is never compared: the device may show stars. */
export interface ConfiguredWan {
  readonly username: string | null;
  readonly vlan: number | null;
  /** The line, with its password masked. */
  readonly shown: string;
}

/** Whether a line shows the step, on firmware that prints one. */
export function hasWanSetting({ address, settings }: OntConfiguration, stepId: string): boolean {
  const words = stepId === 'wan-internet' ? 'internet-config' : 'wan-config';
  const start = `ont ${words} ${unitOf(address)} ip-index ${ipIndex}`;
  return settings.some((line) => line === start || line.startsWith(`${start} `));
}

export function findWan(configuration: OntConfiguration): ConfiguredWan | null {
  const start = `ont ipconfig ${unitOf(configuration.address)} ip-index ${ipIndex} `;
  const line = configuration.settings.find((one) => one.startsWith(start));
  if (line === undefined) return null;
  const [, quoted, bare] = / username (?:"([^"]*)"|(\S+))/.exec(line) ?? [];
  const vlan = / vlan (\d{1,4})(?: |$)/.exec(line)?.[1];
  return {
    username: quoted ?? bare ?? null,
    vlan: vlan === undefined ? null : Number(vlan),
    shown: passwordsIn(line).reduce((text, secret) => text.replaceAll(secret, '***'), line),
  };
}
