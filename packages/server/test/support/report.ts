import { createHash } from 'node:crypto';
import { jpeg, svg } from './pictures.ts';

const takenAt = '2026-03-02T12:00:00-03:00';
export const closing = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Trocado o drop e refeita a fusão.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-14', seal: '0042', ctoPort: '3' },
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: takenAt,
  location: null,
} as const;

export function photo(bytes: number, seed = 1) {
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 1) content[at] = (at * 31 + seed * 17 + (at >> 8) * seed) % 251;
  content.set(jpeg.bytes);
  return { category: 'photo', mediaType: 'image/jpeg', takenAt, bytes: content } as const;
}

export const signature = {
  category: 'customerSignature',
  mediaType: 'image/svg+xml',
  takenAt,
  bytes: new TextEncoder().encode(svg.bytes),
} as const;
export const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
export const hashOf = (bytes: Uint8Array) => digestOf(bytes).toString('hex');

export function tenantWith(capabilities: string[]) {
  const apiUrl = 'https://field.test';
  return {
    version: 1 as const,
    tenantId: 'norte',
    name: 'Norte',
    apiUrl,
    locale: 'en' as const,
    companies: [],
    capabilities,
  };
}
