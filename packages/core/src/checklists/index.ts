/** A provider's own fields and checklists, validated by whatever it already uses. */
export { type Checklist, checkAnswers, type StandardResult, type StandardSchema } from './check-answers.ts';
