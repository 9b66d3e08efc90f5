import { formatPonPort, type OnuAddress } from '@field/core';
import type { CliModeRef } from '../../../contract/cli.ts';
import type { PlanCommand, PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { ponBoardMode } from '../address.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import { releaseFlowsQuestion } from '../platform.ts';

export type Conflict = Extract<WriteDecision, { readonly kind: 'conflict' }>;

/** Where flows are made. */
export const configMode: CliModeRef = { mode: 'config' };

/** `ont add` must say so: its silence is no success. */
export const added = /Number of ONTs that can be added\s*:\s*1\s*,\s*success\s*:\s*1\b/;
export const deleted = /Number of ONTs that can be deleted\s*:\s*1\s*,\s*success\s*:\s*1\b/;

/** `3 7`: port and ONU, as commands in a board's mode take them. */
export function unitOf({ port, onuId }: OnuAddress): string {
  return `${port} ${onuId}`;
}

/** A command in the mode of the ONU's board. Passwords in it are its secrets. */
export function unitCommand(address: OnuAddress, send: string): PlanCommand {
  const secrets = passwordsIn(send);
  return { at: ponBoardMode(address), send, ...(secrets.length > 0 && { secrets }) };
}

export function deleteUnit(address: OnuAddress): PlanCommand {
  return unitCommand(address, `ont delete ${unitOf(address)}`);
}

/** Takes one flow away by its index. */
export function removeFlow(index: number): PlanCommand {
  return { at: configMode, send: `undo service-port ${index}`, dialogue: [releaseFlowsQuestion] };
}

/** Takes away the flows of one VLAN and GEM port of an ONU: what is known of a flow whose index the device chose. */
export function removeFlowsOf(address: OnuAddress, vlan: number, gemPort: number): PlanCommand {
  const place = `gpon ${formatPonPort(address)} ont ${address.onuId}`;
  const send = `undo service-port vlan ${vlan} ${place} gemport ${gemPort}`;
  return { at: configMode, send, dialogue: [releaseFlowsQuestion] };
}

/** Takes an ONU away in the only order the device accepts: its flows, then the unit. Each step's undo puts it back. */
export function removalSteps(configuration: OntConfiguration): PlanStep[] {
  const { address, add, settings, flows } = configuration;
  const restore = restorable(configuration) === null ? [add, ...settings] : [];
  return [
    ...flows.map(
      ({ index, command }): PlanStep => ({
        kind: 'cli',
        id: `remove-flow-${index}`,
        ...removeFlow(index),
        accepts: ['olt.service_not_found'],
        undo: [{ at: configMode, send: command }],
      }),
    ),
    {
      kind: 'cli',
      id: 'remove-onu',
      ...deleteUnit(address),
      success: deleted,
      accepts: ['olt.onu_not_found'],
      undo: restore.map((send) => unitCommand(address, send)),
    },
  ];
}

/**
 * The first line of a configuration that cannot be put back as it was, with its secrets masked; null when all can be. A password
 * may be shown as a cipher or as stars, so sending it again would set another one.
 */
export function restorable({ add, settings, others }: OntConfiguration): string | null {
  const line = [add, ...settings].find((one) => passwordsIn(one).length > 0) ?? others[0];
  return line === undefined
    ? null
    : passwordsIn(line).reduce((text, secret) => text.replaceAll(secret, '***'), line);
}

/** The passwords in a command. */
export function passwordsIn(command: string): string[] {
  const matches = command.matchAll(/\b(?:password|password-auth|checkcode-auth) (?:"([^"]*)"|(\S+))/g);
  return Array.from(matches, ([, quoted, bare]) => quoted ?? bare ?? '').filter((secret) => secret !== '');
}

export function conflict(
  address: OnuAddress | null,
  code: Conflict['code'],
  details: Conflict['details'] = {},
): Conflict {
  return { kind: 'conflict', address, code, details };
}
