import type { IssueCode } from '../errors/issue.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { type OnuAddress, type PonPortAddress, tryParseOnuAddress, tryParsePonPort } from './address.ts';

/**
 * Reads a PON port such as `0/1/2`.
 * @throws ValidationError (`not_a_pon_port`)
 */
export function parsePonPort(text: string): PonPortAddress {
  return tryParsePonPort(text) ?? refuse('port', 'not_a_pon_port');
}

/**
 * Reads an ONU address such as `0/1/2:3` or `0/1/2/3`.
 * @throws ValidationError (`not_an_onu_address`)
 */
export function parseOnuAddress(text: string): OnuAddress {
  return tryParseOnuAddress(text) ?? refuse('address', 'not_an_onu_address');
}

function refuse(field: string, code: IssueCode): never {
  throw new ValidationError([{ path: [field], code, params: {} }]);
}
