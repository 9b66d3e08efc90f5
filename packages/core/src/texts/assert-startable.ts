import { type ClosingContext, evaluateStart, type StartVisit } from '../index.ts';
import { refuseFindings } from './refuse-findings.ts';

/**
 * Refuses the start of a visit that {@link evaluateStart} finds errors in: the policy's safety form comes first.
 * @throws FieldError `core.visit_not_ready`: its text lists the errors, `details.findings` holds every finding
 */
export function assertStartable(start: StartVisit, context?: ClosingContext): void {
  refuseFindings('core.visit_not_ready', evaluateStart(start, context), {
    en: ['The visit cannot start yet', 'Complete the safety form and start again.'],
    'pt-BR': ['A visita ainda não pode começar', 'Complete o formulário de segurança e comece de novo.'],
    es: ['La visita todavía no puede empezar', 'Complete el formulario de seguridad y empiece de nuevo.'],
  });
}
