import { resolveLocale } from '@field/core';
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { language } from './arguments.ts';
import { fullBudgetWarning } from './budget-option.ts';
import { cliError } from './cli-error.ts';
import type {
  CommandBuilder,
  CommandDescription,
  LocalCommand,
  OltCommand,
  ReachCommand,
} from './command-builder.ts';
import { commands } from './commands/index.ts';
import { type ConnectionOptions, type OltReach, reachOlts, withConnectionOptions } from './connect.ts';
import { exitCodeHelp, exitCodeOf, exitCodes } from './exit-code.ts';
import { manualPage } from './manual-page.ts';
import { onSeveralOlts } from './on-several-olts.ts';
import { createOutput, type Output, type OutputStream } from './output.ts';
import { type SecretName, secretHelp, secretVariables } from './secrets.ts';
import type { WriteOptions } from './write-options.ts';

/** What the program runs on. */
export interface ProgramHost {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Stops whatever runs. */
  readonly signal: AbortSignal;
}

/** Runs one command line (without `node` and the script). Sets `process.exitCode`; never rejects. */
export async function runProgram(argv: readonly string[], host: ProgramHost): Promise<void> {
  const output = createOutput({ ...host, json: argv.includes('--json'), locale: localeOf(argv) });
  try {
    await createProgram(output, host).parseAsync(argv, { from: 'user' });
  } catch (error) {
    const helped =
      error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help');
    const failure = error instanceof CommanderError ? usageError(error) : error;
    if (!helped) output.fail(failure);
    if (!helped || error.exitCode !== 0)
      process.exitCode = host.signal.aborted ? exitCodes.interrupted : exitCodeOf(failure);
  } finally {
    output.endProgress();
  }
}

function createProgram(output: Output, { stdout, stderr, signal }: ProgramHost): Command {
  const program = new Command('field-olt')
    .description('Reads and provisions optical line terminals over SSH, Telnet and SNMP.')
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Said once, by `output.fail`.
      outputError: () => undefined,
    })
    .addHelpText('after', mainHelp());

  const add = (
    usage: string,
    { summary, details, examples, options }: CommandDescription,
    several = false,
  ): Command => {
    const command = program.command(usage).description(summary);
    command.configureHelp({
      formatHelp: (found, helper) => manualPage(found, helper, { summary, details, examples, several }),
    });
    return (options?.(command) ?? command)
      .option('--json', 'one JSON document on standard output, nothing else')
      .option('--lang <language>', 'language of errors: en, pt-BR or es', language);
  };
  const addReach = <Options>(
    one: CommandDescription & { readonly several?: boolean | 'together' },
    action: (
      args: (string | undefined)[],
      options: Options,
    ) => (reach: OltReach, output: Output) => Promise<void>,
  ) => {
    const [name, ...rest] = one.usage.split(' ');
    const command = withConnectionOptions(
      add([name, '<target>', ...rest].join(' '), one, one.several !== undefined),
    );
    command.action(async (...all: unknown[]) => {
      const [[target = '', ...args], options] = split<Options & ConnectionOptions>(all);
      const work = action(args, options);
      const reached = await reachOlts(target, options);
      const [first] = reached;
      if (reached.length > 1 && !one.several) throw cliError('cli.one_olt', { command: name ?? '' });
      if (reached.some(({ budget }) => budget === 'full')) output.warn(fullBudgetWarning);
      if (first && reached.length === 1) return work(first, output);
      const byName = new Map(reached.map((reach) => [reach.name, reach]));
      return onSeveralOlts(
        [...byName.keys()],
        output,
        async (olt, own) => {
          const reach = byName.get(olt);
          if (reach) await work(reach, own);
        },
        one.several === 'together',
      );
    });
  };
  const builder: CommandBuilder = {
    olt<Options, Request>(one: OltCommand<Options, Request>) {
      addReach<Options & WriteOptions>(one, (args, options) => {
        const request = one.request(args, options);
        const access = one.writes && !options.dryRun ? 'write' : 'read-only';
        return async (reach, own) => {
          const olt = await reach.connect(signal, { access });
          const stopping = () => own.say('stopping once the OLT has answered; Ctrl+C again breaks off');
          signal.addEventListener('abort', stopping, { once: true });
          try {
            await one.run(olt, request, { options, output: own, signal });
          } finally {
            await olt.close();
            signal.removeEventListener('abort', stopping);
          }
        };
      });
    },
    reach<Options>(one: ReachCommand<Options>) {
      addReach<Options>(
        one,
        (args, options) => (reach, own) => one.run(reach, args, { options, output: own, signal }),
      );
    },
    local<Options>(one: LocalCommand<Options>) {
      add(one.usage, one).action(async (...all: unknown[]) => {
        const [args, options] = split<Options>(all);
        await one.run(args, { options, output, signal });
      });
    },
    commands: () =>
      program.commands.map((command) => ({
        name: command.name(),
        summary: command.description(),
        options: command.options.map(({ long, flags, required, optional, description }) => ({
          flag: long ?? flags,
          takesValue: required || optional,
          description,
        })),
      })),
  };
  for (const addTo of commands) addTo(builder);
  return program;
}

/** Commander hands over the arguments, then the options, then itself. */
function split<Options>(all: readonly unknown[]): [args: (string | undefined)[], options: Options] {
  return [all.slice(0, -2) as (string | undefined)[], all.at(-2) as Options];
}

/** Known before the command line is understood, because errors about it have a language too. */
function localeOf(argv: readonly string[]) {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return resolveLocale(at === -1 ? LC_ALL || LC_MESSAGES || LANG : asked);
}

/** What was typed after `=` may be a secret that somebody tried to give as an argument. */
function usageError({ message }: CommanderError) {
  const problem = message.replace(/^error: /, '').replace(/('--?[\w-]+=)[^']*/g, '$1***');
  return cliError('cli.usage', { problem: problem.trimEnd().replace(/\.$/, '').trimEnd() });
}

function mainHelp(): string {
  const codes = exitCodeHelp.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`);
  const names = Object.keys(secretVariables) as SecretName[];
  const width = Math.max(...names.map((name) => secretVariables[name].length));
  const variables = names.map((name) => `  ${secretVariables[name].padEnd(width)}  ${secretHelp[name]}`);
  return `
Targets:
  ssh://user@host:port, telnet://user@host:port, or snmp://host:port for what SNMP alone can answer.

Secrets come from these variables, from an inventory file, or from a prompt; never from the arguments:
${variables.join('\n')}

Exit codes:
${codes.join('\n')}

Examples:
  field-olt identify ssh://admin@10.0.0.2
  field-olt discover ssh://admin@10.0.0.2 --ends-with 4A3F
  field-olt authorize ssh://admin@10.0.0.2 HWTC12344A3F --port 0/1/2 --line-profile 10 --service-profile 20 --dry-run
  field-olt signal snmp://10.0.0.2 --all --json
  field-olt simulate huawei --onus 256 --unauthorized 3 --seed 1 --json`;
}
