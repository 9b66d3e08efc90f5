import type { ErrorCatalogue } from '@field/core';

/** Operations, their plans, and screens that were not understood. */
export const operationErrors = {
  'olt.unknown_question': {
    retryable: false,
    en: [
      'The OLT asked something this driver does not know: {question}.',
      'Nothing was answered and the session was closed. Report the question with the model and firmware.',
    ],
    'pt-BR': [
      'A OLT fez uma pergunta que este driver não conhece: {question}.',
      'Nada foi respondido e a sessão foi fechada. Informe a pergunta com o modelo e o firmware.',
    ],
    es: [
      'La OLT preguntó algo que este driver no conoce: {question}.',
      'No se respondió nada y la sesión se cerró. Informe la pregunta con el modelo y el firmware.',
    ],
  },
  'olt.reply_too_long': {
    retryable: false,
    en: [
      'The OLT sent more than {limit} characters for one command.',
      'The session was closed. Ask for less at once: one port instead of the whole OLT.',
    ],
    'pt-BR': [
      'A OLT enviou mais de {limit} caracteres para um só comando.',
      'A sessão foi fechada. Peça menos de cada vez: uma porta em vez da OLT inteira.',
    ],
    es: [
      'La OLT envió más de {limit} caracteres para un solo comando.',
      'La sesión se cerró. Pida menos a la vez: un puerto en vez de toda la OLT.',
    ],
  },
  'olt.other_onu': {
    retryable: false,
    en: [
      'Another ONU stands there: expected {expected}, found {found}.',
      'Read the port again: somebody may have changed it.',
    ],
    'pt-BR': [
      'Há outra ONU nessa posição: esperada {expected}, encontrada {found}.',
      'Leia a porta de novo: alguém pode ter mudado.',
    ],
    es: [
      'Hay otra ONU en esa posición: se esperaba {expected}, se encontró {found}.',
      'Lea el puerto de nuevo: alguien puede haberlo cambiado.',
    ],
  },
  'olt.other_profiles': {
    retryable: false,
    en: [
      'The ONU is authorized there with other profiles: expected {expected}, found {found}.',
      'Deprovision it first if the new profiles are meant, or ask for the ones it has.',
    ],
    'pt-BR': [
      'A ONU está autorizada ali com outros perfis: esperado {expected}, encontrado {found}.',
      'Desprovisione-a primeiro se os novos perfis forem os desejados, ou peça os que ela tem.',
    ],
    es: [
      'La ONU está autorizada allí con otros perfiles: se esperaba {expected}, se encontró {found}.',
      'Desaprovisiónela primero si se desean los nuevos perfiles, o pida los que tiene.',
    ],
  },
  'olt.service_not_restorable': {
    retryable: false,
    en: [
      'The ONU has a setting this driver cannot put back: {line}.',
      'Nothing was sent. Do it by hand, or remove that setting first.',
    ],
    'pt-BR': [
      'A ONU tem uma configuração que este driver não consegue recolocar: {line}.',
      'Nada foi enviado. Faça manualmente ou remova essa configuração antes.',
    ],
    es: [
      'La ONU tiene una configuración que este driver no puede restaurar: {line}.',
      'No se envió nada. Hágalo a mano o quite antes esa configuración.',
    ],
  },
  'olt.parse_failed': {
    retryable: false,
    en: [
      "The OLT's answer to {command} is not understood: {line}.",
      'No row was returned, so nothing was lost unseen. Report the line with the model and firmware.',
    ],
    'pt-BR': [
      'A resposta da OLT a {command} não foi entendida: {line}.',
      'Nenhuma linha foi devolvida, então nada se perdeu sem aviso. Informe a linha com o modelo e o firmware.',
    ],
    es: [
      'No se entiende la respuesta de la OLT a {command}: {line}.',
      'No se devolvió ninguna fila, así que nada se perdió sin aviso. Informe la línea con el modelo y el firmware.',
    ],
  },
  'olt.unsupported_operation': {
    retryable: false,
    en: [
      '{operation} is not supported for {vendor} over {sessions}.',
      'See the table of supported operations, or give the target the session it needs.',
    ],
    'pt-BR': [
      '{operation} não é suportado para {vendor} por {sessions}.',
      'Veja a tabela de operações suportadas ou informe a sessão que falta.',
    ],
    es: [
      '{operation} no es compatible con {vendor} por {sessions}.',
      'Vea la tabla de operaciones compatibles o indique la sesión que falta.',
    ],
  },
  'olt.read_only': {
    retryable: false,
    en: ['This connection only reads; not sent: {command}.', 'Open it for writing if the change is meant.'],
    'pt-BR': [
      'Esta conexão só lê; não enviado: {command}.',
      'Abra para escrita se a mudança for intencional.',
    ],
    es: [
      'Esta conexión solo lee; no se envió: {command}.',
      'Ábrala para escritura si el cambio es intencional.',
    ],
  },
  'olt.lock_failed': {
    retryable: true,
    en: [
      'The lock that keeps other programs from writing could not be taken: {reason}.',
      'Nothing was sent. Check the database that holds the lock and try again.',
    ],
    'pt-BR': [
      'Não foi possível obter a trava que impede outros programas de escrever: {reason}.',
      'Nada foi enviado. Confira o banco de dados que guarda a trava e tente de novo.',
    ],
    es: [
      'No se pudo obtener el bloqueo que impide que otros programas escriban: {reason}.',
      'No se envió nada. Revise la base de datos que guarda el bloqueo e intente de nuevo.',
    ],
  },
  'olt.lock_lost': {
    retryable: false,
    en: [
      'The lock that keeps other programs from writing was lost in the middle of the write.',
      'Nothing more was sent, and nothing was taken back. Read the OLT before you go on.',
    ],
    'pt-BR': [
      'A trava que impede outros programas de escrever foi perdida no meio da escrita.',
      'Nada mais foi enviado e nada foi desfeito. Leia a OLT antes de continuar.',
    ],
    es: [
      'El bloqueo que impide que otros programas escriban se perdió en medio de la escritura.',
      'No se envió nada más y no se deshizo nada. Lea la OLT antes de seguir.',
    ],
  },
  'olt.plan_outdated': {
    retryable: true,
    en: [
      'The OLT has changed since the plan was made.',
      'Nothing was sent. Make the plan again and look at it before you apply it.',
    ],
    'pt-BR': [
      'A OLT mudou desde que o plano foi feito.',
      'Nada foi enviado. Faça o plano de novo e confira antes de aplicar.',
    ],
    es: [
      'La OLT cambió desde que se hizo el plan.',
      'No se envió nada. Haga el plan de nuevo y revíselo antes de aplicarlo.',
    ],
  },
  'olt.bad_request': {
    retryable: false,
    en: ['{field} is not valid: {reason}.', 'Nothing was sent. Correct the value and try again.'],
    'pt-BR': ['{field} não é válido: {reason}.', 'Nada foi enviado. Corrija o valor e tente de novo.'],
    es: ['{field} no es válido: {reason}.', 'No se envió nada. Corrija el valor e intente de nuevo.'],
  },
  'olt.not_verified': {
    retryable: false,
    en: [
      'The commands went through but the read-back does not show the change.',
      'Look at the ONU before you try again.',
    ],
    'pt-BR': [
      'Os comandos passaram, mas a leitura de volta não mostra a mudança.',
      'Verifique a ONU antes de tentar de novo.',
    ],
    es: [
      'Los comandos pasaron, pero la lectura no muestra el cambio.',
      'Revise la ONU antes de intentar de nuevo.',
    ],
  },
  'olt.unexpected_reply': {
    retryable: false,
    en: [
      'The OLT did not confirm the command: {text}.',
      'It was counted as not done. Read back before you repeat it.',
    ],
    'pt-BR': [
      'A OLT não confirmou o comando: {text}.',
      'Foi contado como não feito. Leia de volta antes de repetir.',
    ],
    es: [
      'La OLT no confirmó el comando: {text}.',
      'Se contó como no hecho. Lea de vuelta antes de repetirlo.',
    ],
  },
} as const satisfies ErrorCatalogue;
