import { defineErrors } from '@field/core';

/** The errors of kept work, apart so that an app without an outbox does not carry their texts. */
export const outboxDefined = /* @__PURE__ */ defineErrors({
  'client.quota': {
    en: ['The storage of this device is full.', 'Free some space; nothing that was kept is lost.'],
    'pt-BR': [
      'O armazenamento deste aparelho está cheio.',
      'Libere espaço; nada do que foi guardado se perdeu.',
    ],
    es: ['El almacenamiento de este equipo está lleno.', 'Libere espacio; nada de lo guardado se perdió.'],
  },
  'client.storage_newer': {
    en: ['A newer version of the app wrote this storage.', 'Install the newest version of the app.'],
    'pt-BR': [
      'Uma versão mais nova do aplicativo gravou este armazenamento.',
      'Instale a versão mais nova do aplicativo.',
    ],
    es: [
      'Una versión más nueva de la aplicación escribió este almacenamiento.',
      'Instale la versión más nueva de la aplicación.',
    ],
  },
  'client.pending_work': {
    en: [
      '{pending} changes have not reached your provider yet.',
      'Sync first; or sign out and leave them here for your next sign-in.',
    ],
    'pt-BR': [
      '{pending} alterações ainda não chegaram ao provedor.',
      'Sincronize antes; ou saia e deixe-as aqui para a próxima entrada.',
    ],
    es: [
      '{pending} cambios aún no llegaron a su proveedor.',
      'Sincronice primero; o salga y déjelos aquí para su próximo ingreso.',
    ],
  },
  'client.unverified_file': {
    en: ['This file of pending work cannot be trusted.', 'Export it again on the device it comes from.'],
    'pt-BR': [
      'Este arquivo de trabalho pendente não é confiável.',
      'Exporte-o de novo no aparelho de onde ele vem.',
    ],
    es: [
      'Este archivo de trabajo pendiente no es confiable.',
      'Expórtelo de nuevo en el equipo del que viene.',
    ],
  },
});
