import { fillText, type Locale } from '@field/core';
import type { OnuJob, OnuJobPhase } from '@field/core/onu-jobs';
import type { StoredOnuJob, StoredProgress } from './stored-onu-job.ts';

/** What each phase says to people. */
const phaseTexts: Readonly<Record<OnuJobPhase, Readonly<Record<Locale, string>>>> = {
  waiting: { en: 'Waiting for the OLT', 'pt-BR': 'Aguardando a OLT', es: 'Esperando la OLT' },
  connecting: { en: 'Connecting to the OLT', 'pt-BR': 'Conectando à OLT', es: 'Conectando con la OLT' },
  reading: { en: 'Reading the OLT', 'pt-BR': 'Lendo a OLT', es: 'Leyendo la OLT' },
  planning: {
    en: 'Reading what the OLT holds, to plan the change',
    'pt-BR': 'Lendo o que a OLT tem, para planejar a alteração',
    es: 'Leyendo lo que tiene la OLT, para planear el cambio',
  },
  sending: { en: 'Sending: {command}', 'pt-BR': 'Enviando: {command}', es: 'Enviando: {command}' },
  undoing: { en: 'Taking the change back', 'pt-BR': 'Desfazendo a alteração', es: 'Deshaciendo el cambio' },
  saving: {
    en: 'Saving the configuration',
    'pt-BR': 'Salvando a configuração',
    es: 'Guardando la configuración',
  },
  readingBack: {
    en: 'Reading back what the OLT holds now',
    'pt-BR': 'Conferindo o que a OLT tem agora',
    es: 'Verificando lo que tiene la OLT ahora',
  },
};

/** A stored job as the reader's language tells it. */
export function presentOnuJob(job: StoredOnuJob, locale: Locale): OnuJob {
  const { id, ticketId, request, state, revision, plan, planTag, result, problems } = job;
  const { createdAt, startedAt, endedAt } = job;
  return {
    id,
    ticketId,
    kind: request.kind,
    state,
    revision,
    progress: job.progress && presentProgress(job.progress, locale),
    plan,
    planTag,
    result,
    problem: problems?.[locale] ?? null,
    createdAt,
    startedAt,
    endedAt,
  };
}

function presentProgress({ done, total, phase, command = '' }: StoredProgress, locale: Locale) {
  return { done, total, phase, text: fillText(phaseTexts[phase][locale], { command }, locale).slice(0, 500) };
}
