import { parsePonPort, parseSerialNumber } from '@field/core';
import { oltError } from '../../contract/errors.ts';
import type { OnuAuthentication } from '../../contract/operations.ts';
import { wholeNumber } from '../arguments.ts';
import { cliError } from '../cli-error.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { runWrite, type WriteOptions } from '../run-write.ts';
import { withWriteOptions } from '../write-options.ts';

interface AuthorizeOptions extends WriteOptions {
  readonly port: string;
  readonly lineProfile: number;
  readonly serviceProfile: number;
  readonly onuId?: number;
  readonly description?: string;
  readonly move?: boolean;
  readonly onuPassword?: boolean;
  readonly loid?: string;
}

const onuPasswordVariable = 'FIELD_OLT_ONU_PASSWORD';
const loidCheckCodeVariable = 'FIELD_OLT_LOID_CHECK_CODE';

/** `field-olt authorize`: binds an ONU to a port. */
export function addAuthorize(builder: CommandBuilder): void {
  builder.olt<AuthorizeOptions>(
    'authorize [serial]',
    (command) =>
      withWriteOptions(
        command
          .description('authorize an ONU by serial number, password or LOID')
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
            `with the ONU's password from ${onuPasswordVariable}; without a serial, by password alone`,
          )
          .option(
            '--loid <loid>',
            `by LOID, with the check code from ${loidCheckCodeVariable} where there is one`,
          ),
      ).addHelpText(
        'after',
        `
Examples:
  field-olt authorize ssh://admin@10.0.0.2 HWTC12344A3F --port 0/1/2 --line-profile 10 --service-profile 20 --dry-run
  field-olt authorize ssh://admin@10.0.0.2 --loid user01 --port 0/1/2 --line-profile 10 --service-profile 20`,
      ),
    (options) => (options.dryRun ? 'read-only' : 'write'),
    async (olt, [serial], options, context) => {
      const { onuId, description, move } = options;
      await runWrite(
        olt,
        'authorizeOnu',
        {
          at: parsePonPort(options.port),
          authentication: authenticationOf(serial, options),
          lineProfileId: options.lineProfile,
          serviceProfileId: options.serviceProfile,
          ...(onuId === undefined ? {} : { onuId }),
          ...(description === undefined ? {} : { description }),
          ...(move === undefined ? {} : { move }),
        },
        options,
        context,
      );
    },
  );
}

function authenticationOf(serial: string | undefined, options: AuthorizeOptions): OnuAuthentication {
  const { loid } = options;
  if (loid !== undefined) {
    const checkCode = process.env[loidCheckCodeVariable];
    return { kind: 'loid', loid, ...(checkCode === undefined ? {} : { checkCode }) };
  }
  const password = options.onuPassword ? process.env[onuPasswordVariable] : undefined;
  if (options.onuPassword && password === undefined) {
    throw oltError('olt.secret_missing', { secret: "The ONU's password", variable: onuPasswordVariable });
  }
  if (serial === undefined) {
    if (password !== undefined) return { kind: 'password', password };
    throw cliError('cli.bad_argument', {
      argument: 'serial',
      reason: 'give a serial number, --loid or --onu-password',
    });
  }
  const { serialNumber } = parseSerialNumber(serial);
  return password === undefined
    ? { kind: 'serialNumber', serialNumber }
    : { kind: 'serialNumberAndPassword', serialNumber, password };
}
