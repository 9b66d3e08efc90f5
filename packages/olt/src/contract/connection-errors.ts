import type { ErrorCatalogue } from '@field/core';

/** Reaching an OLT, signing in and staying connected. */
export const connectionErrors = {
  'olt.bad_target': {
    retryable: false,
    en: [
      'The target {target} is not one this command understands.',
      'Write it as ssh://user@host:port, telnet://user@host:port or snmp://host:port.',
    ],
    'pt-BR': [
      'O destino {target} não foi entendido.',
      'Escreva como ssh://usuario@host:porta, telnet://usuario@host:porta ou snmp://host:porta.',
    ],
    es: [
      'No se entiende el destino {target}.',
      'Escríbalo como ssh://usuario@host:puerto, telnet://usuario@host:puerto o snmp://host:puerto.',
    ],
  },
  'olt.unreachable': {
    retryable: true,
    en: ['{target} cannot be reached: {reason}.', 'Check the address, the port and the route to the OLT.'],
    'pt-BR': [
      'Não foi possível alcançar {target}: {reason}.',
      'Confira o endereço, a porta e a rota até a OLT.',
    ],
    es: [
      'No se puede alcanzar {target}: {reason}.',
      'Revise la dirección, el puerto y la ruta hasta la OLT.',
    ],
  },
  'olt.auth_refused': {
    retryable: false,
    en: [
      'The OLT refused user or password.',
      'Check the credentials; some OLTs lock the account after three wrong tries.',
    ],
    'pt-BR': [
      'A OLT recusou o usuário ou a senha.',
      'Confira as credenciais; algumas OLTs bloqueiam a conta após três tentativas erradas.',
    ],
    es: [
      'La OLT rechazó el usuario o la contraseña.',
      'Revise las credenciales; algunas OLT bloquean la cuenta tras tres intentos fallidos.',
    ],
  },
  'olt.account_locked': {
    retryable: false,
    en: [
      'The OLT has locked this account.',
      'Wait until the lock ends or ask an administrator to unlock it.',
    ],
    'pt-BR': [
      'A OLT bloqueou esta conta.',
      'Espere o fim do bloqueio ou peça a um administrador para liberar.',
    ],
    es: [
      'La OLT bloqueó esta cuenta.',
      'Espere a que termine el bloqueo o pida a un administrador que la libere.',
    ],
  },
  'olt.session_limit': {
    retryable: true,
    en: [
      'The OLT has no free session for this user.',
      'Close another session of this user, or raise how often the user may be logged in.',
    ],
    'pt-BR': [
      'A OLT não tem sessão livre para este usuário.',
      'Feche outra sessão deste usuário ou aumente o limite de sessões dele.',
    ],
    es: [
      'La OLT no tiene sesiones libres para este usuario.',
      'Cierre otra sesión de este usuario o aumente su límite de sesiones.',
    ],
  },
  'olt.host_key_unknown': {
    retryable: false,
    en: [
      'The host key of {target} is not known: {fingerprint}.',
      "Compare the fingerprint with the OLT's own, then accept it (--fingerprint), add it to the known-hosts file, or trust on first use (--trust-on-first-use).",
    ],
    'pt-BR': [
      'A chave de host de {target} não é conhecida: {fingerprint}.',
      'Compare a impressão digital com a da OLT e aceite-a (--fingerprint), inclua no arquivo known-hosts, ou confie no primeiro uso (--trust-on-first-use).',
    ],
    es: [
      'La clave de host de {target} no es conocida: {fingerprint}.',
      'Compare la huella con la de la OLT y acéptela (--fingerprint), agréguela al archivo known-hosts, o confíe en el primer uso (--trust-on-first-use).',
    ],
  },
  'olt.host_key_changed': {
    retryable: false,
    en: [
      'The host key of {target} has changed: expected {expected}, got {fingerprint}.',
      'Somebody may stand in between. Find out why it changed before you remove the old key.',
    ],
    'pt-BR': [
      'A chave de host de {target} mudou: esperada {expected}, recebida {fingerprint}.',
      'Pode haver alguém no meio. Descubra por que mudou antes de remover a chave antiga.',
    ],
    es: [
      'La clave de host de {target} cambió: se esperaba {expected}, llegó {fingerprint}.',
      'Puede haber alguien en medio. Averigüe por qué cambió antes de quitar la clave anterior.',
    ],
  },
  'olt.known_hosts_failed': {
    retryable: false,
    en: [
      'The known-hosts file {file} cannot be used: {reason}.',
      'Check that the file and its folder can be read and written.',
    ],
    'pt-BR': [
      'O arquivo known-hosts {file} não pode ser usado: {reason}.',
      'Confira se o arquivo e a pasta podem ser lidos e gravados.',
    ],
    es: [
      'El archivo known-hosts {file} no se puede usar: {reason}.',
      'Revise que el archivo y su carpeta se puedan leer y escribir.',
    ],
  },
  'olt.algorithms_refused': {
    retryable: false,
    en: [
      '{target} offers no SSH algorithm that is still considered safe: {reason}.',
      'If the OLT is old and the path to it is trusted, allow legacy algorithms for this target.',
    ],
    'pt-BR': [
      '{target} não oferece nenhum algoritmo SSH ainda considerado seguro: {reason}.',
      'Se a OLT é antiga e o caminho até ela é confiável, permita algoritmos legados para este destino.',
    ],
    es: [
      '{target} no ofrece ningún algoritmo SSH que aún se considere seguro: {reason}.',
      'Si la OLT es antigua y el camino hasta ella es confiable, permita algoritmos heredados para este destino.',
    ],
  },
  'olt.secret_missing': {
    retryable: false,
    en: [
      '{secret} is needed and was not given.',
      'Set {variable}, use an inventory file, or type it at the prompt.',
    ],
    'pt-BR': [
      '{secret} é necessário e não foi informado.',
      'Defina {variable}, use um arquivo de inventário ou digite quando pedido.',
    ],
    es: ['Falta {secret}.', 'Defina {variable}, use un archivo de inventario o escríbalo cuando se pida.'],
  },
  'olt.timeout': {
    retryable: true,
    en: [
      'The OLT did not answer in time while {doing}.',
      'What it holds is unknown, not empty and not offline. Read it again before you change anything.',
    ],
    'pt-BR': [
      'A OLT não respondeu a tempo durante {doing}.',
      'O estado dela é desconhecido, não vazio nem offline. Leia de novo antes de mudar algo.',
    ],
    es: [
      'La OLT no respondió a tiempo durante {doing}.',
      'Su estado es desconocido, no vacío ni fuera de línea. Vuelva a leer antes de cambiar algo.',
    ],
  },
  'olt.session_closed': {
    retryable: true,
    en: [
      'The OLT closed the session while {doing}.',
      'Open a new session; read back before you repeat a change.',
    ],
    'pt-BR': [
      'A OLT fechou a sessão durante {doing}.',
      'Abra uma nova sessão; leia de volta antes de repetir uma mudança.',
    ],
    es: [
      'La OLT cerró la sesión durante {doing}.',
      'Abra una nueva sesión; lea de vuelta antes de repetir un cambio.',
    ],
  },
  'olt.aborted': {
    retryable: false,
    en: [
      'The operation was cancelled while {doing}.',
      'Nothing more was sent. Read back before you repeat a change.',
    ],
    'pt-BR': [
      'A operação foi cancelada durante {doing}.',
      'Nada mais foi enviado. Leia de volta antes de repetir uma mudança.',
    ],
    es: [
      'La operación fue cancelada durante {doing}.',
      'No se envió nada más. Lea de vuelta antes de repetir un cambio.',
    ],
  },
  'olt.vendor_unknown': {
    retryable: false,
    en: [
      'No driver recognises this device: {facts}.',
      'Name the vendor yourself if you know that it is one of ours.',
    ],
    'pt-BR': [
      'Nenhum driver reconhece este equipamento: {facts}.',
      'Informe o fabricante se souber que é um dos suportados.',
    ],
    es: [
      'Ningún driver reconoce este equipo: {facts}.',
      'Indique el fabricante si sabe que es uno de los compatibles.',
    ],
  },
  'olt.snmp_error': {
    retryable: false,
    en: [
      'The SNMP agent answered with an error: {reason}.',
      'Check the view and the version the agent allows.',
    ],
    'pt-BR': [
      'O agente SNMP respondeu com erro: {reason}.',
      'Confira a view e a versão que o agente permite.',
    ],
    es: [
      'El agente SNMP respondió con un error: {reason}.',
      'Revise la vista y la versión que permite el agente.',
    ],
  },
} as const satisfies ErrorCatalogue;
