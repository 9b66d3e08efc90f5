/** One thing between the OLT and the customer that costs light. */
export type LinkPart =
  | {
      readonly kind: 'fibre';
      readonly metres: number;
      readonly wavelengthNm?: 1310 | 1490 | 1550 | undefined;
    }
  | { readonly kind: 'splitter'; readonly ratio: keyof typeof splitterLoss }
  /** An unbalanced splitter; `branch` is the leg the light leaves by. */
  | { readonly kind: 'tap'; readonly ratio: keyof typeof tapLoss; readonly branch: 'small' | 'large' }
  | { readonly kind: 'fusionSplice' | 'mechanicalSplice' | 'connector'; readonly count: number }
  | { readonly kind: 'loss'; readonly db: number };

/** The least and the most of a quantity that is only known as a range. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** Insertion loss of balanced splitters in dB, best and worst of the figures in use. */
export const splitterLoss = {
  '1:2': [3.5, 3.7],
  '1:4': [7.3, 7.3],
  '1:8': [10.5, 10.5],
  '1:16': [13.5, 13.8],
  '1:32': [16.5, 17.1],
  '1:64': [19, 20.5],
} as const satisfies Record<string, readonly [least: number, most: number]>;

/** Loss of unbalanced splitters in dB, as sold in Brazil: to the small and to the large leg. */
export const tapLoss = {
  '5/95': { small: 14.6, large: 0.8 },
  '10/90': { small: 11, large: 1.1 },
  '20/80': { small: 7.9, large: 1.6 },
  '30/70': { small: 6.1, large: 2.2 },
  '40/60': { small: 4.8, large: 2.9 },
} as const;

/** Loss of each piece, and of fibre for each kilometre. 1490 nm lies between the two measured wavelengths. */
const pieceLoss = {
  fusionSplice: [0.02, 0.1],
  mechanicalSplice: [0.15, 0.2],
  connector: [0.25, 0.5],
} as const;
const fibreLoss = { 1310: [0.35, 0.35], 1490: [0.22, 0.35], 1550: [0.22, 0.25] } as const;

/** What a link costs in dB. */
export function linkLoss(parts: readonly LinkPart[]): Span {
  let least = 0;
  let most = 0;
  for (const part of parts) {
    const [low, high] = lossOf(part);
    least += low;
    most += high;
  }
  return { least: round(least), most: round(most) };
}

function lossOf(part: LinkPart): readonly [number, number] {
  switch (part.kind) {
    case 'fibre': {
      const [low, high] = fibreLoss[part.wavelengthNm ?? 1490];
      return [(low * part.metres) / 1000, (high * part.metres) / 1000];
    }
    case 'splitter':
      return splitterLoss[part.ratio];
    case 'tap':
      return [tapLoss[part.ratio][part.branch], tapLoss[part.ratio][part.branch]];
    case 'loss':
      return [part.db, part.db];
    default: {
      const [low, high] = pieceLoss[part.kind];
      return [low * part.count, high * part.count];
    }
  }
}

/** A measured power against what the link should give. */
export interface LinkVerdict {
  readonly expectedDbm: Span;
  /** How far outside the expected span, darker below zero; 0 inside it; `null` without a reading. */
  readonly differenceDb: number | null;
  readonly verdict: 'asExpected' | 'darker' | 'brighter' | 'unknown';
}

/**
 * Compares a reading with the budget of its link. Darker than expected is a dirty connector, a bend or a bad splice
 * although the band may still be good.
 *
 * @param txDbm what the other end sends
 * @param toleranceDb how wrong the reading may be; 3 when left out, what makers admit for an ONU measuring itself
 */
export function compareLink(
  measuredDbm: number | null,
  txDbm: number,
  parts: readonly LinkPart[],
  toleranceDb = 3,
): LinkVerdict {
  const { least, most } = linkLoss(parts);
  const expectedDbm = { least: round(txDbm - most), most: round(txDbm - least) };
  if (measuredDbm === null || !Number.isFinite(measuredDbm)) {
    return { expectedDbm, differenceDb: null, verdict: 'unknown' };
  }
  const below = Math.min(0, measuredDbm - expectedDbm.least);
  const differenceDb = round(below || Math.max(0, measuredDbm - expectedDbm.most));
  if (Math.abs(differenceDb) <= toleranceDb) return { expectedDbm, differenceDb, verdict: 'asExpected' };
  return { expectedDbm, differenceDb, verdict: differenceDb < 0 ? 'darker' : 'brighter' };
}

function round(db: number): number {
  return Math.round(db * 100) / 100;
}
