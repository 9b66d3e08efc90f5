import type { NativeVlan, PppoeWan, ServiceFlow } from '../../contract/operations.ts';
import { findNamedOnu, onuName, wholeNumber } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { needFromEnvironment, secretVariables } from '../secrets.ts';
import { type WriteOptions, withWriteOptions } from '../write-options.ts';

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

const vlan = (name: string) => wholeNumber(name, 1, 4094);

/** `field-olt provision`: gives an ONU its VLAN and speed. */
export function addProvision(builder: CommandBuilder): void {
  builder.olt({
    usage: 'provision <onu>',
    summary: 'give an ONU (shelf/slot/port:id or serial) a service flow',
    examples: [
      'field-olt provision ssh://admin@10.0.0.2 0/1/2:3 --vlan 100 --gem-port 1 --inbound 6 --outbound 6',
      'field-olt provision ssh://admin@10.0.0.2 0/1/2:3 --vlan 100 --gem-port 1 --native-vlan 1:100 --dry-run',
    ],
    options: (command) =>
      withWriteOptions(
        command
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
            `PPPoE client inside the ONU, with the password from ${secretVariables.pppoePassword}`,
          ),
      ),
    writes: true,
    request: ([text = ''], options: ProvisionOptions) => ({
      onu: onuName(text),
      flows: [flowOf(options)],
      ...(options.nativeVlan ? { nativeVlans: options.nativeVlan } : {}),
      ...(options.pppoeUser === undefined ? {} : { wan: pppoeWan(options.pppoeUser, options.vlan) }),
    }),
    async run(olt, { onu, ...service }, context) {
      const { address } = await findNamedOnu(olt, onu, context.signal);
      await runWrite(olt, 'provisionService', { address, ...service }, context);
    },
  });
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

function pppoeWan(username: string, vlanId: number): PppoeWan {
  return { username, password: needFromEnvironment('pppoePassword'), vlan: vlanId };
}

function nativeVlan(value: string, previous: NativeVlan[] = []): NativeVlan[] {
  const [ethPort = '', id = '', ...rest] = value.split(':');
  if (rest.length > 0) throw cliError('cli.bad_argument', { argument: '--native-vlan', reason: 'eth:vlan' });
  return [
    ...previous,
    { ethPort: wholeNumber('--native-vlan', 1, 24)(ethPort), vlan: vlan('--native-vlan')(id) },
  ];
}
