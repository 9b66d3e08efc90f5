import { expect } from 'vitest';
import type { CliSession } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayOptions, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

export const pager = "---- More ( Press 'Q' to break ) ----";
export const wipe = `\x1b[37D${' '.repeat(37)}\x1b[37D`;
/** Printed by a device whenever it likes. */
export const alarm =
  '\n! RUNNING MAJOR 2024-03-12 10:00:00 ALARM 0x0b00\n ALARM NAME : The feed fiber is broken\n PARAMETERS : FrameID: 0, SlotID: 0, PortID: 3\n --- END\n';
/** User and password, up to the first prompt. */
export const login: readonly ReplayStep[] = [
  { emit: '\n\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
  {
    expect: 'topsecret',
    emit: '\n\n  Huawei Integrated Access Software (MA5800).\n\n  SSH  10.0.0.233  2024-03-12 12:29:42-04:00  37\n\nOLT01>',
  },
];
export const toPrivilege: ReplayStep = { expect: 'enable', emit: 'enable\n\nOLT01#' };

/** Every way in which a dialogue can arrive. */
export const arrivals = [1, 7, 65_536].flatMap((chunk) =>
  (['\n', '\r\n', '\r\r\n'] as const).map((lineEnd) => ({ chunk, lineEnd })),
);

/** A session that is logged in and in its home mode. */
export async function open(script: readonly ReplayStep[], options: ReplayOptions) {
  const transport = createReplayTransport([...login, toPrivilege, ...script], {
    ...options,
    authenticated: false,
  });
  const cli = await openCliSession(transport, testPlatform, {
    user: 'root',
    password: 'topsecret',
    timeouts: { settleMs: 20, logoutMs: 20 },
  });
  return { cli, transport };
}

/** What a command's reply reads as when the device says `emit` and what follows. */
export async function reply(
  options: ReplayOptions,
  command: string,
  steps: readonly ReplayStep[],
  run: Parameters<CliSession['run']>[1] = {},
): Promise<string> {
  const { cli, transport } = await open(steps, options);
  const { text } = await cli.run(command, run);
  expect(transport.finished).toBe(true);
  return text;
}
