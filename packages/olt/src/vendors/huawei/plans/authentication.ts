import type { OnuAuthentication } from '../../../contract/operations.ts';
import { badRequest, checkText } from '../../../toolkit/check-request.ts';
import { spellSerial } from '../serial.ts';

/** How `ont add` is told who an ONU is; checked, quoted. */
export interface AuthenticationWords {
  readonly words: string;
  readonly secrets: readonly string[];
  /** The serial number in the device's spelling, where there is one. */
  readonly serial: string | null;
}

// PLOAM passwords have 10 octets, LOIDs 24, their check codes 12 (ITU-T G.984.3, G.988).
const password = { min: 1, max: 10, blanks: false };
const loid = { min: 1, max: 24, blanks: false };
const checkCode = { min: 1, max: 12, blanks: false };

/** @throws FieldError `olt.bad_request` */
export function authenticationWords(authentication: OnuAuthentication): AuthenticationWords {
  switch (authentication.kind) {
    case 'serialNumber':
    case 'serialNumberAndPassword': {
      const serial = spellSerial(authentication.serialNumber, 'authentication.serialNumber');
      if (authentication.kind === 'serialNumber')
        return { words: `sn-auth "${serial}"`, secrets: [], serial };
      const secret = checkText('authentication.password', authentication.password, password);
      return { words: `sn-auth "${serial}" password-auth "${secret}"`, secrets: [secret], serial };
    }
    case 'password': {
      const secret = checkText('authentication.password', authentication.password, password);
      return { words: `password-auth "${secret}" always-on`, secrets: [secret], serial: null };
    }
    case 'loid': {
      const name = checkText('authentication.loid', authentication.loid, loid);
      if (authentication.checkCode === undefined)
        return { words: `loid-auth "${name}" always-on`, secrets: [], serial: null };
      const secret = checkText('authentication.checkCode', authentication.checkCode, checkCode);
      const words = `loid-auth "${name}" checkcode-auth "${secret}" always-on`;
      return { words, secrets: [secret], serial: null };
    }
    default:
      throw badRequest(
        'authentication.kind',
        'must be serialNumber, serialNumberAndPassword, password or loid',
      );
  }
}
