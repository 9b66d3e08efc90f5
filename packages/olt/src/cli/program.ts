import { resolveLocale } from '@field/core';
import { Command, Option } from 'commander';
import type { CommandBuilder, CommandContext, CommonOptions } from './command-builder.ts';
import { addAuthorize } from './commands/authorize.ts';
import { addDeprovision } from './commands/deprovision.ts';
import { addDiscover } from './commands/discover.ts';
import { addIdentify } from './commands/identify.ts';
import { addOnu } from './commands/onu.ts';
import { addOnus } from './commands/onus.ts';
import { addParse } from './commands/parse.ts';
import { addPorts } from './commands/ports.ts';
import { addProfiles } from './commands/profiles.ts';
import { addProvision } from './commands/provision.ts';
import { addReboot } from './commands/reboot.ts';
import { addReplace } from './commands/replace.ts';
import { addSignal } from './commands/signal.ts';
import { addSimulate } from './commands/simulate.ts';
import { type ConnectionOptions, connectFromCommand, secretVariables } from './connect.ts';
import { exitCodeHelp, exitCodeOf } from './exit-code.ts';
import { createOutput } from './output.ts';

/** The `field-olt` program; `signal` cancels whatever runs. */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command('field-olt')
    .description('Reads and provisions optical line terminals over SSH, Telnet and SNMP.')
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('(field-olt --help shows the commands)')
    .addHelpText('after', help());

  const run = async (options: CommonOptions, work: (context: CommandContext) => Promise<void>) => {
    const output = createOutput({
      json: options.json === true,
      locale: resolveLocale(
        options.lang ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? 'en',
      ),
      stdout: process.stdout,
      stderr: process.stderr,
    });
    try {
      await work({ output, signal });
    } catch (error) {
      output.fail(error);
      process.exitCode = exitCodeOf(error);
    } finally {
      output.endProgress();
    }
  };
  const common = (command: Command) =>
    command
      .option('--json', 'one JSON document on standard output, nothing else')
      .option('--lang <language>', 'en, pt-BR or es');

  const builder: CommandBuilder = {
    olt(usage, describe, access, work) {
      const [name = '', ...rest] = usage.split(' ');
      const command = describe(program.command(`${name} <target>${rest.map((one) => ` ${one}`).join('')}`));
      withConnection(common(command)).action(async (...all: unknown[]) => {
        all.pop();
        const options = all.pop() as ConnectionOptions & CommonOptions & never;
        const [target, ...args] = all as string[];
        await run(options, async (context) => {
          const olt = await connectFromCommand(target ?? '', options, access(options), signal);
          try {
            await work(olt, args, options, context);
          } finally {
            await olt.close();
          }
        });
      });
    },
    local(usage, describe, work) {
      common(describe(program.command(usage))).action(async (...all: unknown[]) => {
        all.pop();
        const options = all.pop() as CommonOptions & never;
        await run(options, (context) => work(all as string[], options, context));
      });
    },
  };
  addIdentify(builder);
  addPorts(builder);
  addProfiles(builder);
  addDiscover(builder);
  addOnus(builder);
  addOnu(builder);
  addSignal(builder);
  addAuthorize(builder);
  addProvision(builder);
  addReplace(builder);
  addReboot(builder);
  addDeprovision(builder);
  addParse(builder);
  addSimulate(builder);
  return program;
}

function withConnection(command: Command): Command {
  return command
    .option('--vendor <name>', 'the vendor; detected unless told')
    .option('--profile <name>', "the vendor's firmware family")
    .option('--snmp <host:port>', "the OLT's SNMP agent, beside a command-line target")
    .option('--inventory <file>', 'YAML inventory; the target is then a name in it')
    .option('--identity <file>', 'private key for SSH')
    .option('--known-hosts <file>', 'host keys of SSH targets (default: ~/.ssh/known_hosts)')
    .addOption(
      new Option('--fingerprint <SHA256:...>', 'accept this host key; may be given several times').argParser(
        (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
      ),
    )
    .option('--trust-on-first-use', 'add the key of a host that is not known yet')
    .option('--legacy-algorithms', 'allow SSH algorithms that are no longer safe')
    .addOption(
      new Option('--timeout <seconds>', 'for connecting and logging in').argParser((value: string) =>
        Number(value),
      ),
    );
}

function help(): string {
  const codes = exitCodeHelp.map(([code, meaning]) => `  ${code}  ${meaning}`).join('\n');
  const variables = Object.values(secretVariables)
    .map((name) => `  ${name}`)
    .join('\n');
  return `
Targets:
  ssh://user@host:port, telnet://user@host:port, or snmp://host:port for what SNMP alone can answer.

Secrets come from these variables, from an inventory file, or from a prompt; never from the arguments:
${variables}

Exit codes:
${codes}

Examples:
  field-olt identify ssh://admin@10.0.0.2
  field-olt discover ssh://admin@10.0.0.2 --ends-with 4A3F
  field-olt authorize ssh://admin@10.0.0.2 HWTC12344A3F --port 0/1/2 --line-profile 10 --service-profile 20 --dry-run
  field-olt signal snmp://10.0.0.2 --all --json
  field-olt simulate huawei --onus 256 --unauthorized 3 --seed 1 --json`;
}
