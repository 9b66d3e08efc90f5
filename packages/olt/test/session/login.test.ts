import { describe, expect, test } from 'vitest';
import type { CliPlatform } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayOptions, type ReplayStep } from '../../src/testing/index.ts';
import { arrivals } from './dialogue.ts';
import { testPlatform } from './test-platform.ts';

const credentials = { user: 'root', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };
const asks: readonly ReplayStep[] = [
  { emit: '\n\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
];
const prompt: ReplayStep = { expect: 'enable', emit: 'enable\n\nOLT01#' };

function open(script: readonly ReplayStep[], options: ReplayOptions, platform: CliPlatform = testPlatform) {
  const transport = createReplayTransport(script, { authenticated: false, ...options });
  return { transport, opening: openCliSession(transport, platform, credentials) };
}

describe.each(arrivals)('in chunks of $chunk with $lineEnd', (arrival) => {
  test('user and password go out once each, as login', async () => {
    const { transport, opening } = open(
      [...asks, { expect: 'topsecret', emit: '\n\nOLT01>' }, prompt],
      arrival,
    );
    const cli = await opening;
    expect(cli.usable).toBe(true);
    expect(transport.sent).toEqual([
      { text: 'root\r', purpose: 'login' },
      { text: 'topsecret\r', purpose: 'login' },
      { text: 'enable\r', purpose: 'command' },
    ]);
  });

  test.each([
    ['  Username or password invalid.\n\n>>User name:', false, 'olt.auth_refused'],
    [
      '  This user has been locked. Please ask an administrator to unlock it for you.\n',
      true,
      'olt.account_locked',
    ],
    ['  Reenter times have reached the upper limit.\n', true, 'olt.session_limit'],
    ['  Reenter times have reached the upper limit.', true, 'olt.session_limit'],
    ['\n\n>>User name:', false, 'olt.auth_refused'],
    ['\n\n>>User password:', false, 'olt.auth_refused'],
    ['\n', true, 'olt.session_closed'],
  ])('what ends a login: %j', async (said, hangUp, code) => {
    const { transport, opening } = open([...asks, { expect: 'topsecret', emit: `\n${said}` }], {
      ...arrival,
      hangUp,
    });
    await expect(opening).rejects.toMatchObject({ code });
    expect(transport.sent).toHaveLength(2);
    expect(transport.closed).toBe(true);
  });

  test('a refusal before anything is asked', async () => {
    const said = '\n  Reenter times have reached the upper limit.\n';
    const { opening } = open([{ emit: said }], { ...arrival, hangUp: true });
    await expect(opening).rejects.toMatchObject({ code: 'olt.session_limit', retryable: true });
  });

  test('a notice that must be acknowledged', async () => {
    const script = [
      ...asks,
      { expect: 'topsecret', emit: '\n  Only for authorised staff (YES/NO):' },
      { expect: 'yes', emit: 'yes\n\nOLT01>' },
      prompt,
    ];
    const { transport, opening } = open(script, arrival);
    await opening;
    expect(transport.finished).toBe(true);
  });

  test('a question nobody listed is left unanswered', async () => {
    const script = [...asks, { expect: 'topsecret', emit: '\n  Change the password now? (y/n):' }];
    const { transport, opening } = open(script, arrival);
    await expect(opening).rejects.toMatchObject({
      code: 'olt.unknown_question',
      details: { question: 'Change the password now? (y/n):' },
    });
    expect(transport.sent).toHaveLength(2);
    expect(transport.closed).toBe(true);
  });

  test('after an SSH login there is no dialogue, but one is answered', async () => {
    const silent = open([{ emit: '\n  MA5800\n\nOLT01>' }, prompt], {
      ...arrival,
      authenticated: true,
      banner: 'Keep out\n',
    });
    const cli = await silent.opening;
    expect(cli.banner).toBe('Keep out\nMA5800');
    const asking = open([...asks, { expect: 'topsecret', emit: '\n\nOLT01>' }, prompt], {
      ...arrival,
      authenticated: true,
    });
    await asking.opening;
    expect(asking.transport.finished).toBe(true);
  });

  test('a greeting that looks like a prompt before the login', async () => {
    const greeting = { emit: '\nSite#12\n\n>>User name:' };
    const script = [greeting, ...asks.slice(1), { expect: 'topsecret', emit: '\n\nOLT01>' }, prompt];
    const { transport, opening } = open(script, arrival);
    expect((await opening).host).toBe('OLT01');
    expect(transport.finished).toBe(true);
  });

  test('a session that begins in a deeper mode', async () => {
    const script = [
      ...asks,
      { expect: 'topsecret', emit: '\n\nOLT01(config)#' },
      { expect: 'quit', emit: 'quit\n\nOLT01#' },
    ];
    const { transport, opening } = open(script, arrival);
    expect(await opening).toMatchObject({ host: 'OLT01', mode: { mode: 'privilege' } });
    expect(transport.finished).toBe(true);
  });

  test('a terminal that asks for nobody', async () => {
    const { transport, opening } = open([{ emit: '\n  welcome to OLT01#1\n\nOLT01>' }, prompt], arrival);
    await opening;
    expect(transport.sent).toEqual([{ text: 'enable\r', purpose: 'command' }]);
  });

  test('a banner full of prompt characters', async () => {
    const banner =
      '\n########################\n# Site #12 <main> > keep out #\n########################\n\nOLT01>';
    const { opening } = open([...asks, { expect: 'topsecret', emit: banner }, prompt], arrival);
    expect((await opening).host).toBe('OLT01');
  });

  test('a mode that asks for a password gets it once', async () => {
    const script = [
      ...asks,
      { expect: 'topsecret', emit: '\n\nOLT01>' },
      { expect: 'enable', emit: 'enable\n>>User password:' },
    ];
    const right = open([...script, { expect: 'topsecret', emit: '\n\nOLT01#' }], arrival);
    await right.opening;
    expect(right.transport.sent.at(-1)).toEqual({ text: 'topsecret\r', purpose: 'login' });
    const wrong = open([...script, { expect: 'topsecret', emit: '\n>>User password:' }], arrival);
    await expect(wrong.opening).rejects.toMatchObject({ code: 'olt.auth_refused' });
    expect(wrong.transport.sent.filter(({ text }) => text === 'topsecret\r')).toHaveLength(2);
    const refused = open(
      [...script, { expect: 'topsecret', emit: '\n  Username or password invalid.\n\nOLT01>' }],
      arrival,
    );
    await expect(refused.opening).rejects.toMatchObject({ code: 'olt.auth_refused' });
  });

  test('preparations: a refused one is replaced or left out', async () => {
    const prepare: CliPlatform['prepare'] = [
      { send: 'undo smart', at: { mode: 'user' } },
      { send: 'scroll', otherwise: 'scroll 512', at: { mode: 'privilege' } },
      { send: 'undo interactive', at: { mode: 'privilege' } },
      {
        send: 'infoswitch cli OFF',
        at: { mode: 'privilege' },
        dialogue: [{ pattern: /Sure\? \(y\/n\):\s*$/, reply: 'y' }],
      },
    ];
    const script: readonly ReplayStep[] = [
      ...asks,
      { expect: 'topsecret', emit: '\n\nOLT01>' },
      { expect: 'undo smart', emit: 'undo smart\n  % Unknown command\n\nOLT01>' },
      prompt,
      { expect: 'scroll', emit: 'scroll\n  % Parameter error\n\nOLT01#' },
      { expect: 'scroll 512', emit: 'scroll 512\n\nOLT01#' },
      { expect: 'undo interactive', emit: 'undo interactive\n\nOLT01#' },
      { expect: 'infoswitch cli OFF', emit: 'infoswitch cli OFF\n  Sure? (y/n):' },
      { expect: 'y', emit: 'y\n\nOLT01#' },
    ];
    const { transport, opening } = open(script, arrival, { ...testPlatform, prepare });
    await opening;
    expect(transport.finished).toBe(true);
  });
});

test('a device that connects and stays silent', async () => {
  const transport = createReplayTransport([], { authenticated: false });
  const opening = openCliSession(transport, testPlatform, { ...credentials, timeouts: { loginMs: 20 } });
  await expect(opening).rejects.toMatchObject({ code: 'olt.timeout', details: { doing: 'logging in' } });
  expect(transport.closed).toBe(true);
});

test('an opening that is called off', async () => {
  const transport = createReplayTransport(asks, { authenticated: false });
  const stop = new AbortController();
  const opening = openCliSession(transport, testPlatform, {
    ...credentials,
    signal: stop.signal,
    onTranscript: ({ text }) => text === 'root\r' && stop.abort(),
  });
  await expect(opening).rejects.toMatchObject({ code: 'olt.aborted' });
  expect(transport.closed).toBe(true);
});

test('a login that is refused while a mode is entered logs off', async () => {
  const script: readonly ReplayStep[] = [
    { emit: '\nOLT01>' },
    { expect: 'enable', emit: 'enable\n  % Unknown command\n\nOLT01>' },
    { expect: 'quit', emit: 'quit\n  Are you sure to log out? (y/n)[n]:' },
    { expect: 'y', emit: 'y\n  Configuration console exit\n' },
  ];
  const { transport, opening } = open(script, { authenticated: true });
  await expect(opening).rejects.toMatchObject({ code: 'olt.unknown_command' });
  expect(transport.finished).toBe(true);
  expect(transport.closed).toBe(true);
});
