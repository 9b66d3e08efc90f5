import { parsePonPort, parseSerialNumber } from '@field/core';
import type { AuthorizeOnu, OnuAuthentication } from '../../contract/operations.ts';
import { wholeNumber } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite } from '../run-write.ts';
import { fromEnvironment, needFromEnvironment, secretVariables } from '../secrets.ts';
import { type ServiceOptions, serviceOf, withServiceOptions } from '../service-options.ts';
import { type WriteOptions, withWriteOptions } from '../write-options.ts';

interface AuthorizeOptions extends WriteOptions, ServiceOptions {
  readonly port: string;
  readonly lineProfile: number;
  readonly serviceProfile: number;
  readonly onuId?: number;
  readonly description?: string;
  readonly move?: boolean;
  readonly onuPassword?: boolean;
  readonly loid?: string;
}

/** `field-olt authorize`: binds an ONU to a port. */
export function addAuthorize(builder: CommandBuilder): void {
  builder.olt({
    usage: 'authorize [serial]',
    summary:
      'authorize an ONU by serial number, password or LOID; with --vlan and --gem-port its service too',
    details:
      'Binds a unit to a port and an id. The plan is shown first, with what takes each command back, and at a terminal it is asked for; then it runs, stops at the first refusal, takes back what it did, reads back, and saves. Doing it twice is harmless.',
    examples: [
      'field-olt authorize ssh://admin@10.0.0.2 HWTC12344A3F --port 0/1/2 --line-profile 10 --service-profile 20 --dry-run',
      'field-olt authorize ssh://admin@10.0.0.2 HWTC12344A3F --port 0/1/2 --line-profile 10 --service-profile 20 --vlan 100 --gem-port 1',
      'field-olt authorize ssh://admin@10.0.0.2 --loid user01 --port 0/1/2 --line-profile 10 --service-profile 20',
    ],
    options: (command) =>
      withWriteOptions(
        withServiceOptions(
          command
            .requiredOption('--port <shelf/slot/port>', 'the PON port it hangs on')
            .requiredOption('--line-profile <id>', 'line profile', wholeNumber('--line-profile', 0, 65_535))
            .requiredOption(
              '--service-profile <id>',
              'service profile',
              wholeNumber('--service-profile', 0, 65_535),
            )
            .option('--onu-id <id>', 'the smallest free id unless told', wholeNumber('--onu-id', 0, 1023))
            .option('--description <text>', 'who lives there')
            .option('--move', 'remove it first where it is authorized now')
            .option(
              '--onu-password',
              `with the ONU's password from ${secretVariables.onuPassword}; without a serial, by password alone`,
            )
            .option(
              '--loid <loid>',
              `by LOID, with the check code from ${secretVariables.loidCheckCode} where there is one`,
            ),
        ),
      ),
    writes: true,
    request: ([serial], options: AuthorizeOptions): AuthorizeOnu => {
      const { onuId, description, move } = options;
      const service = serviceOf(options);
      return {
        at: parsePonPort(options.port),
        authentication: authenticationOf(serial, options),
        lineProfileId: options.lineProfile,
        serviceProfileId: options.serviceProfile,
        ...(onuId === undefined ? {} : { onuId }),
        ...(description === undefined ? {} : { description }),
        ...(move === undefined ? {} : { move }),
        ...(service ? { service } : {}),
      };
    },
    run: (olt, request, context) => runWrite(olt, 'authorizeOnu', request, context),
  });
}

function authenticationOf(
  serial: string | undefined,
  { loid, onuPassword }: AuthorizeOptions,
): OnuAuthentication {
  if (loid !== undefined) {
    if (serial !== undefined || onuPassword) throw oneWay();
    const checkCode = fromEnvironment('loidCheckCode');
    return { kind: 'loid', loid, ...(checkCode === undefined ? {} : { checkCode }) };
  }
  const password = onuPassword ? needFromEnvironment('onuPassword') : undefined;
  if (serial === undefined) {
    if (password === undefined) throw oneWay();
    return { kind: 'password', password };
  }
  const { serialNumber } = parseSerialNumber(serial);
  return password === undefined
    ? { kind: 'serialNumber', serialNumber }
    : { kind: 'serialNumberAndPassword', serialNumber, password };
}

function oneWay() {
  return cliError('cli.bad_argument', {
    argument: 'serial',
    reason: 'give a serial number (with --onu-password or without), --onu-password alone, or --loid alone',
  });
}
