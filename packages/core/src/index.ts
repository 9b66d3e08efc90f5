export {
  defineErrors,
  type ErrorCatalogue,
  type ErrorDefinition,
  type ErrorFactory,
} from './errors/define-errors.ts';
export {
  type ErrorText,
  type ErrorTexts,
  FieldError,
  type FieldErrorInit,
  type FieldErrorJson,
  isFieldError,
} from './errors/field-error.ts';
export { formatIssue, formatPath, type Issue, type IssueCode, issueTexts } from './errors/issue.ts';
export { type CheckResult, check, type ParseOptions, parse } from './errors/parse.ts';
export { isValidationError, ValidationError } from './errors/validation-error.ts';
export { fillText } from './i18n/fill-text.ts';
export { type Locale, locales, resolveLocale } from './i18n/locale.ts';
