import {
  type ClosingContext,
  type ClosingDraft,
  evaluateClosing,
  FieldError,
  type Locale,
} from '../index.ts';
import { formatFinding } from './finding-texts.ts';

const frame = {
  en: ['The ticket cannot be closed yet', 'Complete the closing and save it again.'],
  'pt-BR': ['O chamado ainda não pode ser fechado', 'Complete o fechamento e salve de novo.'],
  es: ['El ticket todavía no se puede cerrar', 'Complete el cierre y guárdelo de nuevo.'],
} as const;

/**
 * Refuses a closing that {@link evaluateClosing} finds errors in; warnings pass.
 * @throws FieldError `core.closing_incomplete`: its text lists the errors, `details.findings` holds every finding
 */
export function assertClosable(draft: ClosingDraft, context?: ClosingContext): void {
  const findings = evaluateClosing(draft, context);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  const text = (locale: Locale) => {
    const [intro, next] = frame[locale];
    return { message: `${intro}: ${errors.map((error) => formatFinding(error, locale)).join(' ')}`, next };
  };
  throw new FieldError('core.closing_incomplete', {
    texts: { en: text('en'), 'pt-BR': text('pt-BR'), es: text('es') },
    details: { findings },
  });
}
