import { type ClosingContext, type ClosingDraft, evaluateClosing } from '../index.ts';
import { refuseFindings } from './refuse-findings.ts';

/**
 * Refuses a closing that {@link evaluateClosing} finds errors in; warnings pass.
 * @throws FieldError `core.closing_incomplete`: its text lists the errors, `details.findings` holds every finding
 */
export function assertClosable(draft: ClosingDraft, context?: ClosingContext): void {
  refuseFindings('core.closing_incomplete', evaluateClosing(draft, context), {
    en: ['The ticket cannot be closed yet', 'Complete the closing and save it again.'],
    'pt-BR': ['O chamado ainda não pode ser fechado', 'Complete o fechamento e salve de novo.'],
    es: ['El ticket todavía no se puede cerrar', 'Complete el cierre y guárdelo de nuevo.'],
  });
}
