import { type Branded, maskAllBut, tidy } from './brand.ts';

/** A hardware address: `A0:B1:C2:D3:E4:F5`. */
export type MacAddress = Branded<'MacAddress'>;
/** A splitter box on the pole (caixa CTO), by the provider's own label. */
export type Cto = Branded<'Cto'>;
/** A numbered seal (lacre), by the provider's own label. */
export type Seal = Branded<'Seal'>;
/** A PPPoE user name, case kept: RADIUS servers compare it exactly. */
export type PppoeLogin = Branded<'PppoeLogin'>;
/** The number a customer was given: opaque, leading zeros included, compared exactly. */
export type Protocol = Branded<'Protocol'>;
/** A contract, by the number of the system that holds it. Opaque like a {@link Protocol}. */
export type ContractId = Branded<'ContractId'>;

/** Reads `a0:b1:c2:d3:e4:f5`, with dashes, in Cisco's and Huawei's groups of four, and without separators. */
export function tryParseMac(text: string): MacAddress | undefined {
  const written = text.trim();
  const separated = /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i;
  const grouped = /^[0-9a-f]{4}([.:-]?)[0-9a-f]{4}\1[0-9a-f]{4}$/i;
  if (!separated.test(written) && !grouped.test(written)) return undefined;
  const pairs =
    written
      .replace(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/../g) ?? [];
  return pairs.join(':') as MacAddress;
}

/** In the spelling a system wants: `colon` `A0:B1:…`, `dash`, `dot` `a0b1.c2d3.e4f5`, `bare`. */
export function formatMac(mac: MacAddress, style: 'colon' | 'dash' | 'dot' | 'bare' = 'colon'): string {
  if (style === 'colon') return mac;
  if (style === 'dash') return mac.replaceAll(':', '-');
  const bare = mac.replaceAll(':', '');
  return style === 'bare' ? bare : bare.toLowerCase().replace(/^(....)(....)/, '$1.$2.');
}

/** `A0:B1:C2:**:**:**`: the maker, not the unit. */
export function maskMac(mac: MacAddress): string {
  return `${mac.slice(0, 9)}**:**:**`;
}

/**
 * Reads a CTO's label: upper case, single spaces.
 * @param pattern what the provider's labels look like, held against the normal form
 */
export function tryParseCto(text: string, pattern?: RegExp): Cto | undefined {
  return label(text, pattern) as Cto | undefined;
}

/** {@link tryParseCto} for seals. */
export function tryParseSeal(text: string, pattern?: RegExp): Seal | undefined {
  return label(text, pattern) as Seal | undefined;
}

/** Reads a PPPoE user name; one with spaces in it is none. */
export function tryParsePppoeLogin(text: string): PppoeLogin | undefined {
  const login = tidy(text, 200);
  return login === undefined || login.includes(' ') ? undefined : (login as PppoeLogin);
}

/** `jo***@provedor`: enough to tell two apart. */
export function maskPppoeLogin(login: PppoeLogin): string {
  const [name = '', realm] = login.split(/@(?=[^@]*$)/);
  return `${name.slice(0, Math.min(2, name.length - 1))}***${realm === undefined ? '' : `@${realm}`}`;
}

/** Reads a protocol number; nothing but the spaces around it changes. */
export function tryParseProtocol(text: string): Protocol | undefined {
  return tidy(text, 128) as Protocol | undefined;
}

/** Reads a contract number; nothing but the spaces around it changes. */
export function tryParseContractId(text: string): ContractId | undefined {
  return tidy(text, 128) as ContractId | undefined;
}

/** `*************0001`: the last four characters of any of these, for a screen others can see. */
export function maskIdentifier(value: Protocol | ContractId | Cto | Seal | string): string {
  return maskAllBut(value, 4);
}

function label(text: string, pattern?: RegExp): string | undefined {
  const normal = tidy(text, 100)?.toUpperCase();
  return normal !== undefined && pattern && normal.search(pattern) < 0 ? undefined : normal;
}
