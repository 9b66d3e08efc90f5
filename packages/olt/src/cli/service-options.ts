import type { Command } from 'commander';
import type { NativeVlan, OnuService, PppoeWan, ServiceFlow } from '../contract/operations.ts';
import { wholeNumber } from './arguments.ts';
import { cliError } from './cli-error.ts';
import { needFromEnvironment, secretVariables } from './secrets.ts';

/** The service of an ONU, as a person gives it. */
export interface ServiceOptions {
  readonly vlan?: number;
  readonly gemPort?: number;
  readonly userVlan?: number;
  readonly innerVlan?: number;
  readonly inbound?: number;
  readonly outbound?: number;
  readonly nativeVlan?: NativeVlan[];
  readonly pppoeUser?: string;
}

const vlan = (name: string) => wholeNumber(name, 1, 4094);

/** Adds the options of {@link ServiceOptions}. */
export function withServiceOptions(command: Command): Command {
  return command
    .option('--vlan <id>', "the provider's VLAN", vlan('--vlan'))
    .option('--gem-port <index>', 'GEM index of the line profile', wholeNumber('--gem-port', 0, 1023))
    .option('--user-vlan <id>', "VLAN on the customer's side; the same unless told", vlan('--user-vlan'))
    .option('--inner-vlan <id>', 'inner VLAN of a QinQ flow', vlan('--inner-vlan'))
    .option('--inbound <index>', 'traffic table towards the network', wholeNumber('--inbound', 0, 65_535))
    .option('--outbound <index>', 'traffic table towards the customer', wholeNumber('--outbound', 0, 65_535))
    .option(
      '--native-vlan <eth:vlan>',
      'native VLAN of an Ethernet port; may be given several times',
      nativeVlan,
    )
    .option(
      '--pppoe-user <name>',
      `PPPoE client inside the ONU, with the password from ${secretVariables.pppoePassword}`,
    );
}

/**
 * The service that was asked for; null where no option of it was given.
 * @throws FieldError `cli.bad_argument` when VLAN or GEM port is missing: there is no safe default
 */
export function serviceOf(options: ServiceOptions): OnuService | null {
  const { vlan: outer, gemPort, userVlan, innerVlan, inbound, outbound, nativeVlan: natives } = options;
  const { pppoeUser } = options;
  const all = [outer, gemPort, userVlan, innerVlan, inbound, outbound, natives, pppoeUser];
  if (all.every((one) => one === undefined)) return null;
  if (outer === undefined || gemPort === undefined) {
    throw cliError('cli.bad_argument', {
      argument: outer === undefined ? '--vlan' : '--gem-port',
      reason: 'a service needs --vlan and --gem-port',
    });
  }
  const flow: ServiceFlow = {
    vlan: outer,
    gemPort,
    ...(userVlan === undefined ? {} : { userVlan }),
    ...(innerVlan === undefined ? {} : { innerVlan }),
    ...(inbound === undefined ? {} : { inboundTrafficTable: inbound }),
    ...(outbound === undefined ? {} : { outboundTrafficTable: outbound }),
  };
  return {
    flows: [flow],
    ...(natives ? { nativeVlans: natives } : {}),
    ...(pppoeUser === undefined ? {} : { wan: pppoeWan(pppoeUser, outer) }),
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
