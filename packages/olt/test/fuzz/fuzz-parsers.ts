import { isFieldError } from '@field/core';
import { profileNumber } from '../../src/vendors/zte/profile-number.ts';
import { createChoices } from './choices.ts';
import { type CorpusScreen, loadOtherScreens, loadScreens } from './corpus.ts';
import { findInvented } from './find-invented.ts';
import { mutateText } from './mutate-text.ts';
import { withinTime } from './within-time.ts';

/** What a run of many mutated replies came to. */
export interface FuzzResult {
  readonly rows: number;
  readonly errors: number;
  /** Each with the seed that makes it again; at most ten. */
  readonly wrong: readonly string[];
}

/** Longer than any parser needs by orders of magnitude: what takes so long never ends. */
const hangsAfterMs = 30_000;
const batch = 500;

/** A profile of a ZTE OLT goes by the number of its name. */
const isDerived = (field: string, value: unknown, row: unknown) =>
  field === 'id' && value === profileNumber(String((row as { name?: unknown }).name));

/**
 * Mutates replies and parses them: each gives rows whose values stand in the text, or an error of ours.
 * @param seed of the first reply; the next ones count up
 */
export async function fuzzParsers(
  seed: number,
  runs: number,
  onProgress: (done: number) => void = () => {},
): Promise<FuzzResult> {
  const screens = await loadScreens();
  const others = [...loadOtherScreens(), ...screens.map(({ text }) => text)];
  const wrong: string[] = [];
  let rows = 0;
  let errors = 0;
  let current = seed;
  for (let done = 0; done < runs && wrong.length < 10; done += batch) {
    try {
      withinTime(hangsAfterMs, () => {
        for (current = seed + done; current < seed + Math.min(done + batch, runs); current += 1) {
          const outcome = fuzzOnce(screens, others, current);
          if (outcome === 'rows') rows += 1;
          else if (outcome === 'error') errors += 1;
          else wrong.push(`seed ${current}: ${outcome}`);
        }
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      wrong.push(`seed ${current}: hangs`);
    }
    onProgress(Math.min(done + batch, runs));
  }
  return { rows, errors, wrong };
}

function fuzzOnce(screens: readonly CorpusScreen[], others: readonly string[], seed: number): string {
  const random = createChoices(seed);
  const { vendor, command, text, parser } = random.pick(screens);
  const mutated = mutateText(text, random, others);
  try {
    const invented = findInvented(parser.parse(mutated, command), mutated, command, isDerived);
    return invented === null ? 'rows' : `${vendor}, ${command}: ${invented} does not stand in the reply`;
  } catch (error) {
    return isFieldError(error) && error.code.startsWith('olt.')
      ? 'error'
      : `${vendor}, ${command}: ${String(error)}`;
  }
}
