/** Everything that is said to people, in English, Brazilian Portuguese and Spanish. */
export { assertClosable } from './assert-closable.ts';
export { assertStartable } from './assert-startable.ts';
export { createTexts, type Replacements, type Text, type TextCode, type Texts } from './catalogue.ts';
export { findCatalogueGaps } from './catalogue-gaps.ts';
export { findingTexts, formatFinding } from './finding-texts.ts';
export { formatTimelineEntry, timelineTexts } from './format-timeline-entry.ts';
export { formatRefusal, refusalTexts } from './refusal-texts.ts';
export { conflictTexts, evidenceTexts, stockTexts, urgencyTexts } from './rule-texts.ts';
