import type { Location } from '../index.ts';

/** One point of a signature as a screen gives it. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly timeMs?: number | undefined;
  readonly pressure?: number | undefined;
}

/**
 * What a drawn signature is in law (in Brazil, Law 14.063/2020): it names the signer and is bound to a report, no more.
 * Nothing here makes it an advanced or a qualified one.
 */
export type SignatureLevel = 'simple';

/** Who holds the pen. */
export type SignerRelation = 'holder' | 'family' | 'employee' | 'neighbour' | 'technician' | 'other';

/** A signature and what it is worth. */
export interface Signature {
  readonly signerName: string;
  readonly relation: SignerRelation;
  /** The text the signer agreed to, by its version. */
  readonly consentVersion: string;
  /** From `hashReport`, of what was shown when it was signed. */
  readonly reportSha256: string;
  readonly signedAt: string;
  readonly location: Location | null;
  readonly level: SignatureLevel;
  /** The drawing as an SVG path in whole units of a 1000 x 1000 square at most. */
  readonly path: string;
  /** Speed and pressure, only where it was asked for: with them a signature is close to a biometric. */
  readonly dynamics: readonly PenPoint[][] | null;
}

export interface SignatureInit
  extends Pick<
    Signature,
    'signerName' | 'relation' | 'consentVersion' | 'reportSha256' | 'signedAt' | 'location'
  > {
  readonly strokes: readonly (readonly PenPoint[])[];
  readonly keepDynamics?: boolean | undefined;
}

/** The most points a signature keeps; more are thinned out evenly. */
const maxPoints = 4000;
const square = 1000;

/**
 * Makes a signature of pen strokes: shape only, unless `keepDynamics`. `undefined` where nothing was drawn: a dot or an empty
 * screen is no signature.
 */
export function makeSignature({
  strokes,
  keepDynamics = false,
  ...facts
}: SignatureInit): Signature | undefined {
  const drawn = strokes
    .map((stroke) => stroke.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)))
    .filter((stroke) => stroke.length > 0);
  const points = drawn.flat();
  const step = Math.max(1, Math.ceil(points.length / maxPoints));
  const [left, top] = [least(points, 'x'), least(points, 'y')];
  const extent = Math.max(-least(points, 'x', -1) - left, -least(points, 'y', -1) - top);
  if (!(extent > 0)) return undefined;
  const unit = (value: number, from: number) => Math.round(((value - from) / extent) * square);
  const path = drawn
    .map((stroke) =>
      stroke
        .filter((_, index) => index % step === 0 || index === stroke.length - 1)
        .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${unit(x, left)} ${unit(y, top)}`)
        .join(''),
    )
    .join('');
  const dynamics = keepDynamics ? drawn.map((stroke) => stroke.map((point) => ({ ...point }))) : null;
  return { ...facts, level: 'simple', path, dynamics };
}

/** The drawing as a file to upload. */
export function signatureToSvg({ path }: Pick<Signature, 'path'>): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 ${square + 20} ${square + 20}"><path d="${path.replace(/[^ML0-9 -]/g, '')}" fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

function least(points: readonly PenPoint[], axis: 'x' | 'y', sign = 1): number {
  return points.reduce((value, point) => Math.min(value, sign * point[axis]), Infinity);
}
