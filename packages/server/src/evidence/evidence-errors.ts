import { defineProblems } from '../problem/define-problems.ts';

/** What is wrong with an uploaded file. */
export const evidenceError = defineProblems({
  'server.evidence_empty': {
    status: 422,
    en: ['The file is empty.', 'Take the photo again.'],
    'pt-BR': ['O arquivo está vazio.', 'Tire a foto de novo.'],
    es: ['El archivo está vacío.', 'Tome la foto de nuevo.'],
  },
  // tus 1.0, Checksum: 460 says that what arrived is not what was sent.
  'server.evidence_checksum_mismatch': {
    status: 460,
    retryable: true,
    en: ['The file arrived damaged and was thrown away.', 'Send it again from its start.'],
    'pt-BR': ['O arquivo chegou danificado e foi descartado.', 'Envie-o de novo desde o início.'],
    es: ['El archivo llegó dañado y se descartó.', 'Envíelo de nuevo desde el inicio.'],
  },
  'server.upload_offset_mismatch': {
    status: 409,
    retryable: true,
    en: ['{offset} bytes of this file have arrived.', 'Continue there.'],
    'pt-BR': ['Chegaram {offset} bytes deste arquivo.', 'Continue a partir daí.'],
    es: ['Llegaron {offset} bytes de este archivo.', 'Continúe desde ahí.'],
  },
  'server.uploads_full': {
    status: 429,
    retryable: true,
    en: ['{open} uploads are unfinished already.', 'Finish or remove some of them first.'],
    'pt-BR': ['Já há {open} envios não terminados.', 'Termine ou remova alguns antes.'],
    es: ['Ya hay {open} envíos sin terminar.', 'Termine o elimine algunos antes.'],
  },
  'server.tus_version_unsupported': {
    status: 412,
    en: ['Uploads in pieces speak tus {version} here.', 'Send the header Tus-Resumable: {version}.'],
    'pt-BR': ['O envio em partes usa tus {version}.', 'Envie o cabeçalho Tus-Resumable: {version}.'],
    es: ['El envío por partes usa tus {version}.', 'Envíe la cabecera Tus-Resumable: {version}.'],
  },
  'server.evidence_content_mismatch': {
    status: 422,
    en: ['The file is not the {mediaType} it claims to be.', 'Take the photo again, as JPEG, PNG or WebP.'],
    'pt-BR': ['O arquivo não é {mediaType} como diz ser.', 'Tire a foto de novo, em JPEG, PNG ou WebP.'],
    es: ['El archivo no es {mediaType} como dice ser.', 'Tome la foto de nuevo, en JPEG, PNG o WebP.'],
  },
  'server.evidence_too_many_pixels': {
    status: 422,
    en: ['The picture has {megapixels} megapixels; {maxMegapixels} are taken.', 'Take the photo again.'],
    'pt-BR': ['A imagem tem {megapixels} megapixels; o máximo é {maxMegapixels}.', 'Tire a foto de novo.'],
    es: ['La imagen tiene {megapixels} megapíxeles; el máximo es {maxMegapixels}.', 'Tome la foto de nuevo.'],
  },
});
