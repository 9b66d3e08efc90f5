import { tryParseSerialNumber, ValidationError } from '../index.ts';
import { type Cnpj, type Cpf, tryParseCnpj, tryParseCpf } from './cpf-cnpj.ts';
import {
  type ContractId,
  type Cto,
  type MacAddress,
  type PppoeLogin,
  type Protocol,
  type Seal,
  tryParseContractId,
  tryParseCto,
  tryParseMac,
  tryParsePppoeLogin,
  tryParseProtocol,
  tryParseSeal,
} from './network.ts';
import { type Phone, tryParsePhone } from './phone.ts';

/** The normal form of each identifier. */
export interface Identifiers {
  readonly protocol: Protocol;
  readonly contractId: ContractId;
  readonly cto: Cto;
  readonly seal: Seal;
  readonly mac: MacAddress;
  readonly serialNumber: string;
  readonly cpf: Cpf;
  readonly cnpj: Cnpj;
  readonly phone: Phone;
  readonly pppoeLogin: PppoeLogin;
}

const parsers: { readonly [Name in keyof Identifiers]: (text: string) => Identifiers[Name] | undefined } = {
  protocol: tryParseProtocol,
  contractId: tryParseContractId,
  cto: (text) => tryParseCto(text),
  seal: (text) => tryParseSeal(text),
  mac: tryParseMac,
  serialNumber: (text) => tryParseSerialNumber(text)?.serialNumber,
  cpf: tryParseCpf,
  cnpj: tryParseCnpj,
  phone: tryParsePhone,
  pppoeLogin: tryParsePppoeLogin,
};

/** The names of all identifiers. */
export const identifierNames = Object.keys(parsers) as readonly (keyof Identifiers)[];

/**
 * Reads an identifier by its name; every kind also has a `tryParse…` of its own, which answers `undefined` instead.
 * @throws ValidationError (`invalid`, the field is the name); the text itself is not repeated
 */
export function parseIdentifier<Name extends keyof Identifiers>(name: Name, text: string): Identifiers[Name] {
  const parsed = parsers[name](text);
  if (parsed !== undefined) return parsed;
  throw new ValidationError([
    { path: [name], code: text.trim() === '' ? 'required' : 'invalid', params: {} },
  ]);
}
