import { oltError } from '../../contract/errors.ts';
import type { NativeVlan, PppoeWan, ServiceFlow } from '../../contract/operations.ts';
import { findOnuArgument, wholeNumber } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite, type WriteOptions } from '../run-write.ts';
import { withWriteOptions } from '../write-options.ts';

interface ProvisionOptions extends WriteOptions {
  readonly vlan: number;
  readonly gemPort: number;
  readonly userVlan?: number;
  readonly innerVlan?: number;
  readonly inbound?: number;
  readonly outbound?: number;
  readonly nativeVlan?: NativeVlan[];
  readonly pppoeUser?: string;
}

const pppoePasswordVariable = 'FIELD_OLT_PPPOE_PASSWORD';
const vlan = (name: string) => wholeNumber(name, 1, 4094);

/** `field-olt provision`: gives an ONU its VLAN and speed. */
export function addProvision(builder: CommandBuilder): void {
  builder.olt<ProvisionOptions>(
    'provision <onu>',
    (command) =>
      withWriteOptions(
        command
          .description('give an ONU (shelf/slot/port:id or serial) a service flow')
          .requiredOption('--vlan <id>', "the provider's VLAN", vlan('--vlan'))
          .requiredOption(
            '--gem-port <index>',
            'GEM index of its line profile',
            wholeNumber('--gem-port', 0, 1023),
          )
          .option(
            '--user-vlan <id>',
            "VLAN on the customer's side; the same unless told",
            vlan('--user-vlan'),
          )
          .option('--inner-vlan <id>', 'inner VLAN of a QinQ flow', vlan('--inner-vlan'))
          .option(
            '--inbound <index>',
            'traffic table towards the network',
            wholeNumber('--inbound', 0, 65_535),
          )
          .option(
            '--outbound <index>',
            'traffic table towards the customer',
            wholeNumber('--outbound', 0, 65_535),
          )
          .option(
            '--native-vlan <eth:vlan>',
            'native VLAN of an Ethernet port; may be given several times',
            nativeVlan,
          )
          .option(
            '--pppoe-user <name>',
            `PPPoE client inside the ONU, with the password from ${pppoePasswordVariable}`,
          ),
      ),
    (options) => (options.dryRun ? 'read-only' : 'write'),
    async (olt, [text = ''], options, context) => {
      const wan = pppoeWan(options);
      const { address } = await findOnuArgument(olt, text, context.signal);
      await runWrite(
        olt,
        'provisionService',
        {
          address,
          flows: [flowOf(options)],
          ...(options.nativeVlan ? { nativeVlans: options.nativeVlan } : {}),
          ...(wan ? { wan } : {}),
        },
        options,
        context,
      );
    },
  );
}

function flowOf(options: ProvisionOptions): ServiceFlow {
  const { vlan: outer, gemPort, userVlan, innerVlan, inbound, outbound } = options;
  return {
    vlan: outer,
    gemPort,
    ...(userVlan === undefined ? {} : { userVlan }),
    ...(innerVlan === undefined ? {} : { innerVlan }),
    ...(inbound === undefined ? {} : { inboundTrafficTable: inbound }),
    ...(outbound === undefined ? {} : { outboundTrafficTable: outbound }),
  };
}

function pppoeWan(options: ProvisionOptions): PppoeWan | null {
  if (options.pppoeUser === undefined) return null;
  const password = process.env[pppoePasswordVariable];
  if (password === undefined) {
    throw oltError('olt.secret_missing', { secret: 'The PPPoE password', variable: pppoePasswordVariable });
  }
  return { username: options.pppoeUser, password, vlan: options.vlan };
}

function nativeVlan(value: string, previous: NativeVlan[] = []): NativeVlan[] {
  const [ethPort = '', id = '', ...rest] = value.split(':');
  if (rest.length > 0) throw cliError('cli.bad_argument', { argument: '--native-vlan', reason: 'eth:vlan' });
  return [
    ...previous,
    { ethPort: wholeNumber('--native-vlan', 1, 24)(ethPort), vlan: vlan('--native-vlan')(id) },
  ];
}
