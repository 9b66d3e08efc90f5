import { expect, test } from 'vitest';
import type { CliMode, CliModeRef } from '../contract/cli.ts';
import { ModeTracker, nextMove } from './mode-path.ts';

const mode = (parent: string | null, enter: string | null, leave: string | null): CliMode => ({
  prompt: '{host}#',
  parent,
  enter,
  leave,
  changesConfig: false,
});
const platform = {
  modes: {
    user: mode(null, null, null),
    privilege: mode('user', 'enable', 'disable'),
    diagnose: mode('privilege', 'diagnose', 'quit'),
    config: mode('privilege', 'config', 'quit'),
    gpon: mode('config', 'interface gpon {argument}', 'quit'),
    profile: mode('config', 'ont-lineprofile gpon profile-id {argument}', 'quit'),
  },
};

const sent = (current: CliModeRef, target: CliModeRef) => nextMove(platform, current, target)?.send ?? null;

test.each<[string, CliModeRef, CliModeRef, string | null]>([
  ['stays', { mode: 'config' }, { mode: 'config' }, null],
  ['goes down', { mode: 'user' }, { mode: 'gpon', argument: '0/1' }, 'enable'],
  ['enters with the argument', { mode: 'config' }, { mode: 'gpon', argument: '0/1' }, 'interface gpon 0/1'],
  ['goes up', { mode: 'gpon', argument: '0/1' }, { mode: 'user' }, 'quit'],
  ['leaves for a sibling', { mode: 'diagnose' }, { mode: 'config' }, 'quit'],
  [
    'stays with the same argument',
    { mode: 'gpon', argument: '0/1' },
    { mode: 'gpon', argument: '0/1' },
    null,
  ],
  [
    'leaves for another argument',
    { mode: 'gpon', argument: '0/1' },
    { mode: 'gpon', argument: '0/2' },
    'quit',
  ],
  ['leaves when the argument is not known', { mode: 'gpon' }, { mode: 'gpon', argument: '0/1' }, 'quit'],
  ['leaves for a cousin', { mode: 'gpon', argument: '0/1' }, { mode: 'profile', argument: '7' }, 'quit'],
])('%s', (_what, current, target, command) => {
  expect(sent(current, target)).toBe(command);
});

test.each<[CliModeRef, readonly string[]]>([
  [{ mode: 'nowhere' }, ['at', 'mode']],
  [{ mode: 'gpon' }, ['at', 'argument']],
])('%j cannot be reached', (target, path) => {
  const walk = () => nextMove(platform, { mode: 'config' }, target);
  expect(walk).toThrowError(
    expect.objectContaining({ code: 'core.invalid_input', issues: [expect.objectContaining({ path })] }),
  );
});

test('prompts of two modes that look alike are told apart by what was expected, then by what was seen', () => {
  const tracker = new ModeTracker({ text: 'ZXAN#', modes: ['exec'] });
  const alike = { text: 'ZXAN(config-if)#', modes: ['olt', 'onu'] };
  tracker.see(alike, { mode: 'onu', argument: '1/1/1:1' });
  expect(tracker.current).toEqual({ mode: 'onu', argument: '1/1/1:1' });
  tracker.see(alike);
  expect(tracker.current).toEqual({ mode: 'onu', argument: '1/1/1:1' });
  tracker.see({ text: 'ZXAN(config)#', modes: ['config'] });
  expect(tracker.current).toEqual({ mode: 'config' });
  tracker.see(alike, { mode: 'olt', argument: '1/1/1' });
  expect(tracker.current).toEqual({ mode: 'olt', argument: '1/1/1' });
});

test('a prompt that shows another place is not the place that was asked for', () => {
  const tracker = new ModeTracker({ text: 'OLT#', modes: ['privilege'] });
  tracker.see({ text: 'OLT(gpon-0/1)#', modes: ['gpon'] }, { mode: 'gpon', argument: '0/1' });
  tracker.see({ text: 'OLT(gpon-0/2)#', modes: ['gpon'] });
  expect(tracker.current).toEqual({ mode: 'gpon' });
});
