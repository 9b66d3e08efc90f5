import { distance } from 'fastest-levenshtein';

/** Their names hold what somebody called an OLT's or a backend's credentials, or are of another command. */
const families = /^FIELD_(OLT|BACKEND|CONFORMANCE)_/;

export interface UnknownVariables {
  /** What was meant for a setting, as it seems: `FIELD_DATABSE (FIELD_DATABASE?)`. */
  readonly misspelt: readonly string[];
  /** What looks like no setting, as of a container's host that tells where a service called `field-server` is. */
  readonly unread: readonly string[];
}

/** The variables in `FIELD_…` that nothing reads; `known` are those that something does. */
export function findUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): UnknownVariables {
  const misspelt: string[] = [];
  const unread: string[] = [];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('FIELD_') || families.test(name) || known.includes(name)) continue;
    const [nearest] = known
      .map((other) => ({ other, apart: apart(bare(name), bare(other)) }))
      .sort((one, other) => one.apart - other.apart);
    if (nearest && nearest.apart <= 2) misspelt.push(`${name} (${nearest.other}?)`);
    else unread.push(name);
  }
  return { misspelt, unread };
}

/** How many letters differ; a name with a word too much, as `DATABASE_FILE`, is two. */
function apart(name: string, known: string): number {
  const letters = distance(name, known);
  return name.startsWith(`${known}_`) ? Math.min(letters, 2) : letters;
}

const bare = (variable: string) => variable.replace('FIELD_', '');
