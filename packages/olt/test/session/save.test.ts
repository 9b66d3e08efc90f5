import { describe, expect, test } from 'vitest';
import type { CliPlatform } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { saveConfiguration } from '../../src/session/save-configuration.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const save = testPlatform.save as NonNullable<CliPlatform['save']>;
const start: readonly ReplayStep[] = [{ emit: '\nOLT01>' }, { expect: 'enable', emit: 'enable\n\nOLT01#' }];
const clock: ReplayStep = { expect: 'display clock', emit: 'display clock\n  10:00\n\nOLT01#' };
const wait = '  It will take several minutes to save configuration file, please wait...\n';
const progress = "  [2024-03-12 10:00:00]:The percentage of saved data on 0 slot's control board is: 27%\n";
const done = '  Configuration file had been saved successfully\n';

async function open(steps: readonly ReplayStep[], chunk: number) {
  const transport = createReplayTransport([...start, ...steps], { chunk });
  const cli = await openCliSession(transport, testPlatform, {
    user: 'root',
    password: 'x',
    timeouts: { settleMs: 20, logoutMs: 20 },
  });
  return { cli, transport };
}

describe.each([1, 7, 65_536])('in chunks of %i', (chunk) => {
  test.each([
    ['before the prompt', `save\n${wait}${progress}${done}\nOLT01#`],
    ['after the prompt', `save\n${wait}\nOLT01#\n${progress}${progress}${done}`],
    ['after the prompt, which is printed again', `save\n${wait}\nOLT01#${progress}\nOLT01#${done}\nOLT01#`],
  ])('a save that is done %s', async (_when, emit) => {
    const { cli, transport } = await open([{ expect: 'save', emit }, clock], chunk);
    await saveConfiguration(cli, save);
    expect((await cli.run('display clock')).text).toBe('  10:00');
    expect(transport.finished).toBe(true);
  });

  test('a save waits through the completion mark', async () => {
    const { cli, transport } = await open(
      [
        { expect: 'save', emit: 'save\n{ <cr>|configuration<K>|data<K> }:' },
        { expect: '\r', emit: `\n\n  Command:\n    save\n${wait}\nOLT01#\n${progress}${done}` },
      ],
      chunk,
    );
    await saveConfiguration(cli, save);
    expect(transport.finished).toBe(true);
  });

  test('a busy device is an error that may pass', async () => {
    const busy = '  Failure: System is busy, please retry after a while\n\nOLT01#';
    const { cli } = await open([{ expect: 'save', emit: `save\n${busy}` }, clock], chunk);
    await expect(saveConfiguration(cli, save)).rejects.toMatchObject({ code: 'olt.busy', retryable: true });
    expect((await cli.run('display clock')).text).toBe('  10:00');
  });

  test('a save that is not said to be done is not done, and the session goes on', async () => {
    const { cli } = await open([{ expect: 'save', emit: `save\n${wait}${progress}\nOLT01#` }, clock], chunk);
    await expect(saveConfiguration(cli, { ...save, timeoutMs: 20 })).rejects.toMatchObject({
      code: 'olt.timeout',
    });
    expect(cli.usable).toBe(true);
    expect((await cli.run('display clock')).text).toBe('  10:00');
  });

  test('a save that is called off', async () => {
    const { cli, transport } = await open([{ expect: 'save', emit: `save\n${wait}` }], chunk);
    const stop = new AbortController();
    const saving = saveConfiguration(cli, save, stop.signal);
    setImmediate(() => stop.abort());
    await expect(saving).rejects.toMatchObject({ code: 'olt.aborted' });
    expect(transport.closed).toBe(true);
  });
});
