import type { PlanCommand, WriteDecision } from '../../../../src/contract/plan.ts';
import {
  type OntConfiguration,
  parseOntConfiguration,
} from '../../../../src/vendors/huawei/parsers/current-configuration.ts';
import type { OntInfo } from '../../../../src/vendors/huawei/parsers/ont-info.ts';

export const at = { shelf: 0, slot: 1, port: 2 };
export const address = { ...at, onuId: 3 };

/** An ONU that is up. */
export const info: OntInfo = {
  address,
  serialNumber: 'HWTC12345678',
  serialNumberText: null,
  adminState: 'enabled',
  runState: 'online',
  description: 'Ana',
  model: null,
  distanceMetres: 100,
  lastUpAt: '2026-01-31T10:00:00-03:00',
  lastDownAt: null,
  downCause: null,
  downCauseText: null,
  issues: [],
  configState: 'normal',
  matchState: 'match',
  authentication: 'SN-auth',
  lineProfileId: 31,
  lineProfileName: null,
  serviceProfileId: 32,
  serviceProfileName: null,
  gemPorts: [31],
};

/** The configuration of that ONU, with more lines of it. */
export function configured(...lines: readonly string[]): OntConfiguration {
  const text = [
    '[gpon]',
    '  <gpon-0/1>',
    ' interface gpon 0/1',
    ' ont add 2 3 sn-auth "4857544312345678" omci ont-lineprofile-id 31 ont-srvprofile-id 32 desc "Ana"',
    ...lines.map((line) => ` ${line}`),
    '#',
    'return',
  ];
  return parseOntConfiguration(text.join('\n'), 'display current-configuration ont 0/1/2 3');
}

export const flow31 =
  'service-port 12 vlan 31 gpon 0/1/2 ont 3 gemport 31 multi-service user-vlan 31 tag-transform translate inbound traffic-table index 6 outbound traffic-table index 7';
export const native = 'ont port native-vlan 2 3 eth 1 vlan 31 priority 0';
export const pppoe =
  'ont ipconfig 2 3 ip-index 1 pppoe user-account username "ana" password "******" vlan 31 priority 0';

/** A plan as its bytes: where, what, and what takes it back. */
export function bytes(decision: WriteDecision): unknown {
  if (decision.kind !== 'plan') return decision;
  const line = ({ at: place, send, dialogue = [] }: PlanCommand) =>
    `${place.argument ?? place.mode}: ${send}${dialogue.map(({ reply }) => ` [${reply}]`).join('')}`;
  const { outcome, steps } = decision.plan;
  return {
    outcome,
    steps: steps.map((step) => [step.id, line(step), ...step.undo.map((one) => `undo ${line(one)}`)]),
  };
}
