import {
  type FieldError,
  type Finding,
  type FindingName,
  fillText,
  formatPath,
  formatQuantity,
  type Issue,
  type IssueCode,
  issueTexts,
  type Locale,
  type StartFindingName,
  type TimelineEntry,
  type TimelineKind,
  typeNameOf,
} from '../index.ts';
import { findingTexts } from './finding-texts.ts';
import { timelineTexts } from './format-timeline-entry.ts';
import { refusalTexts } from './refusal-texts.ts';
import { conflictTexts, evidenceTexts, stockTexts, urgencyTexts } from './rule-texts.ts';

/** One text in every language. */
export type Text = Readonly<Record<Locale, string>>;

/** Every code core gives, with what it is about in front. */
export type TextCode =
  | `issue.${IssueCode}`
  | 'issue.custom'
  | `closing.${FindingName}`
  | `visit.${StartFindingName}`
  | `timeline.${TimelineKind}`
  | keyof typeof refusalTexts
  | keyof typeof stockTexts
  | keyof typeof evidenceTexts
  | keyof typeof conflictTexts
  | keyof typeof urgencyTexts;

/** The app's own words: by code, the languages it replaces. Codes of thrown errors may be among them. */
export type Replacements = Readonly<Record<string, Partial<Text> | undefined>>;

/** The one catalogue of texts, some of them perhaps the app's own. */
export interface Texts {
  /** Every code with its texts. */
  readonly all: Readonly<Record<TextCode, Text>>;
  /** The sentence of a code; the code itself where nobody has a text for it. */
  say(code: TextCode | (string & {}), locale: Locale, params?: Readonly<Record<string, unknown>>): string;
  issue(issue: Issue, locale: Locale): string;
  finding(finding: Pick<Finding, 'code' | 'params'>, locale: Locale): string;
  timeline(entry: Pick<TimelineEntry, 'kind' | 'params'>, locale: Locale): string;
  /** A thrown error in the app's words where it has some, else in the error's own. */
  error(error: FieldError, locale: Locale): string;
}

/**
 * The catalogue, with `replacements` in place of its own texts. Placeholders in braces are the same in both.
 *
 * @example
 * const texts = createTexts({ 'closing.photo_required': { 'pt-BR': 'Tira a foto do power meter!' } });
 */
export function createTexts(replacements: Replacements = {}): Texts {
  const catalogue = buildCatalogue();
  const own = (code: string, locale: Locale) =>
    Object.hasOwn(replacements, code) ? replacements[code]?.[locale] : undefined;
  const say: Texts['say'] = (code, locale, params = {}) => {
    const text =
      own(code, locale) ?? (Object.hasOwn(catalogue, code) ? catalogue[code as TextCode][locale] : undefined);
    return text === undefined ? code : fillText(text, params, locale);
  };
  const all = Object.fromEntries(
    Object.entries(catalogue).map(([code, text]) => [code, { ...text, ...replacements[code] }]),
  ) as Record<TextCode, Text>;
  return {
    all,
    say,
    issue({ path, code, params }, locale) {
      const known = Object.hasOwn(catalogue, `issue.${code}`) || own(`issue.${code}`, locale) !== undefined;
      const named = { ...params, expected: typeNameOf(params.expected, locale) };
      const sentence = say(known ? `issue.${code}` : 'issue.invalid', locale, named);
      return path.length === 0 ? sentence : `${formatPath(path)}: ${sentence}`;
    },
    finding: ({ code, params }, locale) => say(code, locale, params),
    timeline({ kind, params }, locale) {
      const { quantity, unit } = params;
      const known = quantity !== undefined && unit !== undefined;
      const amount = known ? formatQuantity(quantity, unit, locale) : undefined;
      return say(`timeline.${kind}`, locale, { ...params, amount });
    },
    error(error, locale) {
      const text = own(error.code, locale);
      if (text !== undefined) return fillText(text, error.details, locale);
      const { message, next } = error.text(locale);
      return next ? `${message} ${next}` : message;
    },
  };
}

const starts: readonly StartFindingName[] = [
  'location_required',
  'location_inaccurate',
  'location_stale',
  'photo_required',
  'photos_required',
  'subject_photos_required',
  'answer_required',
  'answer_refused',
  'team_required',
];

/* @__NO_SIDE_EFFECTS__ */
function buildCatalogue() {
  return {
    ...prefixed('issue.', issueTexts),
    // What a provider's own validator said; see `@field/core/checklists`.
    'issue.custom': { en: '{message}', 'pt-BR': '{message}', es: '{message}' },
    ...prefixed('closing.', findingTexts),
    ...prefixed('visit.', Object.fromEntries(starts.map((name) => [name, findingTexts[name]]))),
    ...prefixed('timeline.', timelineTexts),
    ...refusalTexts,
    ...stockTexts,
    ...evidenceTexts,
    ...conflictTexts,
    ...urgencyTexts,
  } as Readonly<Record<TextCode, Text>>;
}

function prefixed(prefix: string, texts: Readonly<Record<string, Text>>): Record<string, Text> {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [prefix + code, text]));
}
