import { expect, test } from 'vitest';
import type { WritePlan } from '../contract/plan.ts';
import { describeDecision, formatPlan } from './format-plan.ts';

const gpon = { mode: 'interface', argument: 'gpon 0/1' };
const plan: WritePlan = {
  outcome: 'created',
  address: { shelf: 0, slot: 1, port: 2, onuId: 3 },
  steps: [
    {
      kind: 'cli',
      id: 'add-onu',
      at: gpon,
      send: 'ont add 2 3 password-auth hunter2hunter always-on omci ont-lineprofile-id 10 ont-srvprofile-id 10',
      secrets: ['hunter2hunter'],
      success: /success: 1/,
      accepts: ['olt.serial_exists'],
      undo: [{ at: gpon, send: 'ont delete 2 3' }],
    },
    {
      kind: 'cli',
      id: 'service-port-1',
      at: { mode: 'config' },
      send: 'service-port vlan 100 gpon 0/1/2 ont 3 gemport 1 multi-service user-vlan 100',
      dialogue: [{ pattern: /Are you sure\? \(y\/n\)/, reply: 'y' }],
      undo: [],
    },
  ],
};

test('a person can read a plan', () => {
  expect(formatPlan({ kind: 'plan', plan })).toBe(
    [
      'Create 0/1/2:3:',
      '1. add-onu',
      '   [interface gpon 0/1] ont add 2 3 password-auth *** always-on omci ont-lineprofile-id 10 ont-srvprofile-id 10',
      '   undo: [interface gpon 0/1] ont delete 2 3',
      '2. service-port-1',
      '   [config] service-port vlan 100 gpon 0/1/2 ont 3 gemport 1 multi-service user-vlan 100',
      '   if asked, answers "y"',
      '   undo: none of its own',
    ].join('\n'),
  );
  expect(formatPlan(plan)).toBe(formatPlan({ kind: 'plan', plan }));
});

test('a person can read what is no plan', () => {
  expect(formatPlan({ kind: 'unchanged', address: plan.address })).toBe(
    'Nothing to do: 0/1/2:3 is as asked already.',
  );
  const details = { expected: 'HWTC00000001', found: 'HWTC00000002' };
  expect(formatPlan({ kind: 'conflict', address: null, code: 'olt.other_onu', details })).toBe(
    [
      'Conflict (olt.other_onu): Another ONU stands there: expected HWTC00000001, found HWTC00000002.',
      'Read the port again: somebody may have changed it.',
      'Nothing is sent.',
    ].join('\n'),
  );
});

test('a plan survives JSON without its secrets', () => {
  const described = describeDecision({ kind: 'plan', plan });
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  expect(JSON.stringify(described)).not.toContain('hunter2');
  expect(described).toMatchObject({
    kind: 'plan',
    plan: {
      outcome: 'created',
      address: plan.address,
      steps: [
        {
          id: 'add-onu',
          at: gpon,
          success: 'success: 1',
          accepts: ['olt.serial_exists'],
          undo: [{ send: 'ont delete 2 3' }],
        },
        { id: 'service-port-1', success: null, dialogue: [{ reply: 'y' }], undo: [] },
      ],
    },
  });
});
