import { type Branded, maskAllBut } from './brand.ts';

/** A telephone number as E.164 writes it: `+5531998765432`. */
export type Phone = Branded<'Phone'>;

/** The area codes in use in Brazil (Anatel): two digits, neither zero, with gaps. */
const areaCodes = /^(1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])/;

/**
 * Reads a Brazilian number as people write it - `(31) 99876-5432`, `031 3222-1000`, `+55 31 ...`, `0800 123 4567` - and any
 * other country's with its `+`. `undefined` where it cannot be one: an unknown area code, a mobile without its 9.
 */
export function tryParsePhone(text: string): Phone | undefined {
  const written = text.trim();
  if (written.length > 40 || !/^\+?[\d\s().-]+$/.test(written)) return undefined;
  const digits = written.replace(/\D/g, '');
  if (written.startsWith('+') && !digits.startsWith('55')) {
    return /^[1-9]\d{7,14}$/.test(digits) ? (`+${digits}` as Phone) : undefined;
  }
  const national = digits.replace(written.startsWith('+') || digits.length > 11 ? /^55/ : /^(?!)/, '');
  if (/^0?800\d{7}$/.test(national)) return `+55${national.replace(/^0/, '')}` as Phone;
  const number = national.replace(/^0/, '');
  if (!areaCodes.test(number) || !/^..(9\d{8}|[2-5]\d{7})$/.test(number)) return undefined;
  return `+55${number}` as Phone;
}

/** `(31) 99876-5432`, `0800 123 4567`; another country's stays as it is. */
export function formatPhone(phone: Phone): string {
  const [, free, freeEnd] = /^\+55800(\d{3})(\d{4})$/.exec(phone) ?? [];
  if (free) return `0800 ${free} ${freeEnd}`;
  return phone.replace(/^\+55(\d\d)(\d{4,5})(\d{4})$/, '($1) $2-$3');
}

/** `+*********5432`: the last four digits. */
export function maskPhone(phone: Phone): string {
  return `+${maskAllBut(phone.slice(1), 4)}`;
}
