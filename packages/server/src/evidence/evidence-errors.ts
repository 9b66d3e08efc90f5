import { defineProblems } from '../problem/define-problems.ts';

/** What is wrong with an uploaded file. */
export const evidenceError = defineProblems({
  'server.evidence_empty': {
    status: 422,
    en: ['The file is empty.', 'Take the photo again.'],
    'pt-BR': ['O arquivo está vazio.', 'Tire a foto de novo.'],
    es: ['El archivo está vacío.', 'Tome la foto de nuevo.'],
  },
  'server.evidence_content_mismatch': {
    status: 422,
    en: ['The file is not the {mediaType} it claims to be.', 'Take the photo again, as JPEG, PNG or WebP.'],
    'pt-BR': ['O arquivo não é {mediaType} como diz ser.', 'Tire a foto de novo, em JPEG, PNG ou WebP.'],
    es: ['El archivo no es {mediaType} como dice ser.', 'Tome la foto de nuevo, en JPEG, PNG o WebP.'],
  },
});
