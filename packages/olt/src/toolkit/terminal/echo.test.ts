import { describe, expect, test } from 'vitest';
import type { CliPlatform } from '../../contract/cli.ts';
import { countRepeat, findEcho } from './echo.ts';
import { Prompts } from './prompts.ts';

const mode = { parent: null, enter: null, leave: null, changesConfig: false };
const platform = {
  modes: {
    user: { ...mode, prompt: '{host}>' },
    privilege: { ...mode, prompt: '{host}#' },
    config: { ...mode, prompt: '{host}\\(config(?:-if-{argument})?\\)#' },
  },
} as Pick<CliPlatform, 'modes'>;

describe('an echo', () => {
  test.each([
    ['stands alone', ['display clock']],
    ['follows a prompt', ['OLT01>display clock']],
    ['follows a prompt with blanks', ['OLT01(config-if-gpon-0/1)#  display   clock ']],
    ['wraps', ['OLT01>displ', 'ay clo', 'ck']],
    ['wraps with an indent', ['OLT01>display', '     clock']],
    ['comes after other lines', ['OLT01>', '  Warning: display clock', '', 'OLT01>display clock']],
    ['is begun and printed anew', ['OLT01>disp', 'OLT01>display clock']],
  ])('%s', (_how, lines) => {
    expect(findEcho(lines, 'display clock', new Prompts(platform))).not.toBeNull();
  });

  test.each([
    ['is not complete', ['OLT01>display clo']],
    ['is of another command', ['OLT01>display clock x']],
    ['is no prompt', ['x OLT01>display clock']],
    ['is quoted', ['  Warning: display clock']],
  ])('%s', (_how, lines) => {
    expect(findEcho(lines, 'display clock', new Prompts(platform))).toBeNull();
  });
});

test('the line in which the echo begins tells the host name for good', () => {
  const prompts = new Prompts(platform);
  prompts.suppose('Site>');
  expect(prompts.host).toBe('Site');
  prompts.learn(findEcho(['OLT-01.a>display clock'], 'display clock', prompts) ?? '');
  prompts.learn('other>display clock');
  expect(prompts.host).toBe('OLT-01.a');
  expect(prompts.match('OLT-01xa>')).toBeNull();
  expect(prompts.match('OLT-01.a(config-if-gpon-0/1)# ')).toEqual({
    text: 'OLT-01.a(config-if-gpon-0/1)#',
    modes: ['config'],
  });
  expect(prompts.match(' OLT-01.a>')).toBeNull();
  expect(prompts.match('OLT-01.a>x')).toBeNull();
});

test('a host name holds no mode', () => {
  expect(new Prompts(platform).match('OLT01(config)#')?.modes).toEqual(['config']);
  expect(new Prompts(platform).match('OLT01#')?.modes).toEqual(['privilege']);
  expect(new Prompts(platform).match('####')).toBeNull();
});

test('a repeated command is counted in lines, and what is none is kept', () => {
  expect(countRepeat(['  display clock', '  10:00'], 'display clock')).toBe(1);
  expect(countRepeat(['  displ', 'ay clock', '  10:00'], 'display clock')).toBe(2);
  expect(countRepeat(['  10:00'], 'display clock')).toBe(0);
  expect(countRepeat([], 'display clock')).toBe(0);
});
