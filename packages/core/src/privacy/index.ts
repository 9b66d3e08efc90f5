/** What may be shown to whom, by the class each field has in its schema. */
export { type FieldPrivacy, listPrivacy, type Marker, type RedactOptions, redact } from './redact.ts';
export { redactText } from './redact-text.ts';
