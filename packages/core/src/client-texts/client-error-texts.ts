import type { ErrorCatalogue } from '../index.ts';

/** What a technician reads when a call, the device or kept work fails, with the next step. */
export const clientErrorTexts = {
  'client.network': {
    retryable: true,
    en: ['{host} could not be reached.', 'Check the connection and try again.'],
    'pt-BR': ['Não foi possível alcançar {host}.', 'Verifique a conexão e tente de novo.'],
    es: ['No se pudo llegar a {host}.', 'Revise la conexión e intente de nuevo.'],
  },
  'client.timeout': {
    retryable: true,
    en: ['{host} did not answer in time.', 'Try again where the signal is better.'],
    'pt-BR': ['{host} não respondeu a tempo.', 'Tente de novo onde o sinal for melhor.'],
    es: ['{host} no respondió a tiempo.', 'Intente de nuevo donde haya mejor señal.'],
  },
  'client.aborted': {
    retryable: true,
    en: ['The request was cancelled.', 'Start it again when you are ready.'],
    'pt-BR': ['O pedido foi cancelado.', 'Inicie de novo quando quiser.'],
    es: ['La solicitud fue cancelada.', 'Iníciela de nuevo cuando quiera.'],
  },
  'client.unauthenticated': {
    en: ['You are not signed in.', 'Sign in and try again.'],
    'pt-BR': ['Você não está conectado à sua conta.', 'Entre e tente de novo.'],
    es: ['No ha iniciado sesión.', 'Inicie sesión e intente de nuevo.'],
  },
  'client.forbidden': {
    en: ['You are not allowed to do this.', 'Ask your provider for the permission.'],
    'pt-BR': ['Você não tem permissão para isso.', 'Peça a permissão ao seu provedor.'],
    es: ['No tiene permiso para esto.', 'Pida el permiso a su proveedor.'],
  },
  'client.not_found': {
    en: ['This does not exist, or not any more.', 'Load the list again.'],
    'pt-BR': ['Isto não existe ou não existe mais.', 'Carregue a lista de novo.'],
    es: ['Esto no existe o ya no existe.', 'Cargue la lista de nuevo.'],
  },
  'client.invalid': {
    en: ['The data is not accepted.', 'Correct the named fields and try again.'],
    'pt-BR': ['Os dados não foram aceitos.', 'Corrija os campos indicados e tente de novo.'],
    es: ['Los datos no fueron aceptados.', 'Corrija los campos indicados e intente de nuevo.'],
  },
  'client.conflict': {
    en: ['This no longer fits what the server knows.', 'Load it again and decide what is right.'],
    'pt-BR': ['Isto não combina mais com o que está no servidor.', 'Carregue de novo e decida o que vale.'],
    es: ['Esto ya no coincide con lo que sabe el servidor.', 'Cárguelo de nuevo y decida qué vale.'],
  },
  'client.precondition': {
    en: ['Somebody changed this in the meantime.', 'Load it again and repeat your change.'],
    'pt-BR': ['Alguém alterou isto nesse meio tempo.', 'Carregue de novo e repita a alteração.'],
    es: ['Alguien lo cambió mientras tanto.', 'Cárguelo de nuevo y repita el cambio.'],
  },
  'client.rate_limited': {
    retryable: true,
    en: ['There were too many requests.', 'Wait a moment and try again.'],
    'pt-BR': ['Foram feitos pedidos demais.', 'Espere um momento e tente de novo.'],
    es: ['Hubo demasiadas solicitudes.', 'Espere un momento e intente de nuevo.'],
  },
  'client.unavailable': {
    retryable: true,
    en: ['{host} has a problem.', 'Try again in a few minutes; if it stays, call your provider.'],
    'pt-BR': [
      '{host} está com problema.',
      'Tente de novo em alguns minutos; se continuar, avise o provedor.',
    ],
    es: ['{host} tiene un problema.', 'Intente de nuevo en unos minutos; si sigue, avise al proveedor.'],
  },
  'client.malformed': {
    retryable: true,
    en: [
      'What {host} answered is not from this service.',
      'A Wi-Fi network may ask you to sign in first: open a web page, or use mobile data, and try again.',
    ],
    'pt-BR': [
      'O que {host} respondeu não é deste serviço.',
      'Um Wi-Fi pode estar pedindo login: abra uma página ou use os dados móveis e tente de novo.',
    ],
    es: [
      'Lo que respondió {host} no es de este servicio.',
      'Un Wi-Fi puede estar pidiendo acceso: abra una página o use datos móviles e intente de nuevo.',
    ],
  },
  'client.redirected': {
    retryable: true,
    en: [
      '{host} sends the app to another address, which is not followed.',
      'Sign in to the Wi-Fi or use mobile data; if it stays, check the domain with your provider.',
    ],
    'pt-BR': [
      '{host} manda o aplicativo para outro endereço, que não é seguido.',
      'Faça login no Wi-Fi ou use os dados móveis; se continuar, confirme o domínio com o provedor.',
    ],
    es: [
      '{host} envía la aplicación a otra dirección, que no se sigue.',
      'Inicie sesión en el Wi-Fi o use datos móviles; si sigue, confirme el dominio con el proveedor.',
    ],
  },
  'client.retries_exhausted': {
    retryable: true,
    en: ['{host} did not answer in {attempts} attempts.', 'Try again where the signal is better.'],
    'pt-BR': ['{host} não respondeu em {attempts} tentativas.', 'Tente de novo onde o sinal for melhor.'],
    es: ['{host} no respondió en {attempts} intentos.', 'Intente de nuevo donde haya mejor señal.'],
  },
  'client.olt_out_of_reach': {
    retryable: true,
    en: [
      'Without a connection to {host} nothing can be asked of the OLT.',
      'Go where there is coverage and try again: what was begun is not done twice.',
    ],
    'pt-BR': [
      'Sem conexão com {host}, nada pode ser pedido à OLT.',
      'Vá até onde houver sinal e tente de novo: o que já começou não é feito duas vezes.',
    ],
    es: [
      'Sin conexión con {host}, no se puede pedir nada a la OLT.',
      'Vaya a donde haya cobertura e intente de nuevo: lo que ya empezó no se hace dos veces.',
    ],
  },
  'client.lookalike_domain': {
    en: [
      '{domain} looks like {known}, but is another one.',
      'Check the spelling with your provider and do not enter your password.',
    ],
    'pt-BR': [
      '{domain} parece {known}, mas é outro.',
      'Confirme a grafia com o provedor e não digite sua senha.',
    ],
    es: [
      '{domain} se parece a {known}, pero es otro.',
      'Confirme la escritura con su proveedor y no escriba su contraseña.',
    ],
  },
  'client.tenant_changed': {
    en: [
      '{domain} now points to {host}; you signed in at {pinned} before.',
      'Ask your provider whether it has moved, and do not enter your password until you know.',
    ],
    'pt-BR': [
      '{domain} agora aponta para {host}; antes você entrou em {pinned}.',
      'Pergunte ao provedor se mudou de servidor e não digite sua senha antes de saber.',
    ],
    es: [
      '{domain} ahora apunta a {host}; antes ingresó en {pinned}.',
      'Pregunte a su proveedor si cambió de servidor y no escriba su contraseña antes de saberlo.',
    ],
  },
  'client.wrong_key': {
    en: [
      'The data on this device cannot be decrypted.',
      'Unlock the device and start the app again; if it stays, tell your provider before you delete anything.',
    ],
    'pt-BR': [
      'Os dados deste aparelho não podem ser decifrados.',
      'Desbloqueie o aparelho e abra o aplicativo de novo; se continuar, avise o provedor antes de apagar algo.',
    ],
    es: [
      'Los datos de este equipo no se pueden descifrar.',
      'Desbloquee el equipo y abra la aplicación de nuevo; si sigue, avise a su proveedor antes de borrar algo.',
    ],
  },
  'client.insecure_address': {
    en: ['{address} is not encrypted.', 'Use an https address; http serves this device alone.'],
    'pt-BR': ['{address} não é criptografado.', 'Use um endereço https; http só serve neste aparelho.'],
    es: ['{address} no está cifrada.', 'Use una dirección https; http solo sirve en este equipo.'],
  },
  'client.untrusted_tenant': {
    en: [
      '{domain} points to {host}, which does not belong to it.',
      'Check the spelling of the domain with your provider and do not enter your password.',
    ],
    'pt-BR': [
      '{domain} aponta para {host}, que não pertence a ele.',
      'Confirme o domínio com o provedor e não digite sua senha.',
    ],
    es: [
      '{domain} apunta a {host}, que no le pertenece.',
      'Confirme el dominio con su proveedor y no escriba su contraseña.',
    ],
  },
  'client.storage': {
    retryable: true,
    en: ['The storage of this device does not work.', 'Free some space, then restart the app.'],
    'pt-BR': ['O armazenamento deste aparelho não funciona.', 'Libere espaço e reinicie o aplicativo.'],
    es: ['El almacenamiento de este equipo no funciona.', 'Libere espacio y reinicie la aplicación.'],
  },
  'client.missing_port': {
    en: ['This platform has no {port}.', 'Give the client one in its option `{port}`.'],
    'pt-BR': ['Esta plataforma não tem {port}.', 'Passe um ao cliente na opção `{port}`.'],
    es: ['Esta plataforma no tiene {port}.', 'Pase uno al cliente en la opción `{port}`.'],
  },

  'client.quota': {
    en: ['The storage of this device is full.', 'Free some space; nothing that was kept is lost.'],
    'pt-BR': [
      'O armazenamento deste aparelho está cheio.',
      'Libere espaço; nada do que foi guardado se perdeu.',
    ],
    es: ['El almacenamiento de este equipo está lleno.', 'Libere espacio; nada de lo guardado se perdió.'],
  },
  'client.storage_lost': {
    en: [
      'The storage of this device was damaged, and the browser has emptied it.',
      'Look through your last tickets and enter again what is missing.',
    ],
    'pt-BR': [
      'O armazenamento deste aparelho estava danificado, e o navegador o esvaziou.',
      'Confira seus últimos chamados e registre de novo o que faltar.',
    ],
    es: [
      'El almacenamiento de este equipo estaba dañado, y el navegador lo vació.',
      'Revise sus últimos tickets y vuelva a registrar lo que falte.',
    ],
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
} as const satisfies ErrorCatalogue;
