import { defineErrors } from '@field/core';

/**
 * Every error this package throws. `empty` lists are no errors: see `CliOutcome`.
 */
export const oltError = defineErrors({
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
      "Compare the fingerprint with the OLT's own, then add it to the known-hosts file or allow trust on first use.",
    ],
    'pt-BR': [
      'A chave de host de {target} não é conhecida: {fingerprint}.',
      'Compare a impressão digital com a da OLT e inclua no arquivo known-hosts, ou permita confiar no primeiro uso.',
    ],
    es: [
      'La clave de host de {target} no es conocida: {fingerprint}.',
      'Compare la huella con la de la OLT y agréguela al archivo known-hosts, o permita confiar en el primer uso.',
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
  'olt.command_refused': {
    retryable: false,
    en: ['The OLT refused the command: {text}.', 'Read what it says; nothing after this command was sent.'],
    'pt-BR': [
      'A OLT recusou o comando: {text}.',
      'Leia o que ela diz; nada depois deste comando foi enviado.',
    ],
    es: ['La OLT rechazó el comando: {text}.', 'Lea lo que dice; no se envió nada después de este comando.'],
  },
  'olt.unknown_command': {
    retryable: false,
    en: [
      'The OLT does not know this command: {text}.',
      'The firmware may differ from the ones this driver was tested with.',
    ],
    'pt-BR': [
      'A OLT não conhece este comando: {text}.',
      'O firmware pode ser diferente dos testados com este driver.',
    ],
    es: [
      'La OLT no conoce este comando: {text}.',
      'El firmware puede ser distinto de los probados con este driver.',
    ],
  },
  'olt.bad_parameter': {
    retryable: false,
    en: [
      'The OLT did not accept a value of the command: {text}.',
      "Check shelf, slot, port, ids and names against this model's limits.",
    ],
    'pt-BR': [
      'A OLT não aceitou um valor do comando: {text}.',
      'Confira gaveta, slot, porta, ids e nomes com os limites deste modelo.',
    ],
    es: [
      'La OLT no aceptó un valor del comando: {text}.',
      'Revise bastidor, slot, puerto, ids y nombres con los límites de este modelo.',
    ],
  },
  'olt.incomplete_command': {
    retryable: false,
    en: [
      'The OLT wants more arguments than were sent: {text}.',
      'The firmware may differ from the ones this driver was tested with.',
    ],
    'pt-BR': [
      'A OLT espera mais argumentos do que os enviados: {text}.',
      'O firmware pode ser diferente dos testados com este driver.',
    ],
    es: [
      'La OLT espera más argumentos de los enviados: {text}.',
      'El firmware puede ser distinto de los probados con este driver.',
    ],
  },
  'olt.busy': {
    retryable: true,
    en: ['The OLT is busy: {text}.', 'Try again in a while; a save or a backup may be running.'],
    'pt-BR': [
      'A OLT está ocupada: {text}.',
      'Tente de novo em instantes; pode haver um save ou backup em andamento.',
    ],
    es: [
      'La OLT está ocupada: {text}.',
      'Intente de nuevo en un rato; puede haber un guardado o un respaldo en curso.',
    ],
  },
  'olt.insufficient_privilege': {
    retryable: false,
    en: ['This user may not do that on the OLT: {text}.', 'Use an account with the rights for it.'],
    'pt-BR': ['Este usuário não pode fazer isso na OLT: {text}.', 'Use uma conta com permissão para isso.'],
    es: ['Este usuario no puede hacer eso en la OLT: {text}.', 'Use una cuenta con permisos para ello.'],
  },
  'olt.not_supported_by_device': {
    retryable: false,
    en: ['This OLT or board cannot do that: {text}.', "Check the board's type and the firmware."],
    'pt-BR': ['Esta OLT ou placa não faz isso: {text}.', 'Confira o tipo da placa e o firmware.'],
    es: ['Esta OLT o placa no puede hacer eso: {text}.', 'Revise el tipo de placa y el firmware.'],
  },
  'olt.serial_exists': {
    retryable: false,
    en: [
      'An ONU with this serial number is authorized already.',
      'Find where it is and move it, or leave it there.',
    ],
    'pt-BR': [
      'Já existe uma ONU autorizada com este número de série.',
      'Veja onde ela está e mova, ou deixe como está.',
    ],
    es: ['Ya hay una ONU autorizada con este número de serie.', 'Vea dónde está y muévala, o déjela ahí.'],
  },
  'olt.onu_id_taken': {
    retryable: false,
    en: ['The ONU id is taken on this port.', 'Choose another id or let the driver take a free one.'],
    'pt-BR': ['O id de ONU já está em uso nesta porta.', 'Escolha outro id ou deixe o driver usar um livre.'],
    es: ['El id de ONU ya está en uso en este puerto.', 'Elija otro id o deje que el driver tome uno libre.'],
  },
  'olt.port_full': {
    retryable: false,
    en: ['The PON port has no free ONU id.', 'Use another port.'],
    'pt-BR': ['A porta PON não tem id de ONU livre.', 'Use outra porta.'],
    es: ['El puerto PON no tiene ids de ONU libres.', 'Use otro puerto.'],
  },
  'olt.onu_not_found': {
    retryable: false,
    en: [
      'There is no ONU {onu} on this OLT.',
      'Check the place and the serial number; it may stand on another port.',
    ],
    'pt-BR': [
      'Não há ONU {onu} nesta OLT.',
      'Confira a posição e o número de série; ela pode estar em outra porta.',
    ],
    es: [
      'No hay ninguna ONU {onu} en esta OLT.',
      'Revise la posición y el número de serie; puede estar en otro puerto.',
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
  'olt.onu_offline': {
    retryable: true,
    en: ['The ONU is not online.', 'Check power and fibre at the customer; then try again.'],
    'pt-BR': ['A ONU não está online.', 'Confira energia e fibra no cliente e tente de novo.'],
    es: ['La ONU no está en línea.', 'Revise energía y fibra en el cliente e intente de nuevo.'],
  },
  'olt.onu_has_services': {
    retryable: false,
    en: ['The ONU still has service flows.', 'Remove its flows first, or deprovision it, which does both.'],
    'pt-BR': [
      'A ONU ainda tem fluxos de serviço.',
      'Remova os fluxos primeiro, ou desprovisione, que faz os dois.',
    ],
    es: [
      'La ONU todavía tiene flujos de servicio.',
      'Quite los flujos primero, o desaprovisione, que hace ambas cosas.',
    ],
  },
  'olt.service_exists': {
    retryable: false,
    en: ['The service flow exists already.', 'Compare it with what you want; remove it first if it differs.'],
    'pt-BR': ['O fluxo de serviço já existe.', 'Compare com o que você quer; remova antes se for diferente.'],
    es: ['El flujo de servicio ya existe.', 'Compárelo con lo que quiere; quítelo antes si es distinto.'],
  },
  'olt.service_not_found': {
    retryable: false,
    en: ['The service flow does not exist.', 'List the flows of the ONU.'],
    'pt-BR': ['O fluxo de serviço não existe.', 'Liste os fluxos da ONU.'],
    es: ['El flujo de servicio no existe.', 'Liste los flujos de la ONU.'],
  },
  'olt.gem_port_missing': {
    retryable: false,
    en: [
      "The ONU's line profile has no such GEM port.",
      'Take a GEM index of the line profile; on many sites it is not 1.',
    ],
    'pt-BR': [
      'O perfil de linha da ONU não tem essa porta GEM.',
      'Use um índice GEM do perfil de linha; em muitos locais não é 1.',
    ],
    es: [
      'El perfil de línea de la ONU no tiene ese puerto GEM.',
      'Use un índice GEM del perfil de línea; en muchos sitios no es 1.',
    ],
  },
  'olt.profile_missing': {
    retryable: false,
    en: [
      'The profile does not exist on this OLT.',
      'List line and service profiles and take one of their ids.',
    ],
    'pt-BR': ['O perfil não existe nesta OLT.', 'Liste os perfis de linha e de serviço e use um dos ids.'],
    es: [
      'El perfil no existe en esta OLT.',
      'Liste los perfiles de línea y de servicio y use uno de sus ids.',
    ],
  },
  'olt.vlan_missing': {
    retryable: false,
    en: ['The VLAN does not exist on this OLT.', 'Create it on the OLT and its uplink first.'],
    'pt-BR': ['A VLAN não existe nesta OLT.', 'Crie antes na OLT e no uplink.'],
    es: ['La VLAN no existe en esta OLT.', 'Créela antes en la OLT y en su enlace.'],
  },
  'olt.traffic_table_missing': {
    retryable: false,
    en: [
      'The traffic table does not exist on this OLT.',
      'List the traffic tables and take one of their indexes.',
    ],
    'pt-BR': [
      'A tabela de tráfego não existe nesta OLT.',
      'Liste as tabelas de tráfego e use um dos índices.',
    ],
    es: [
      'La tabla de tráfico no existe en esta OLT.',
      'Liste las tablas de tráfico y use uno de sus índices.',
    ],
  },
  'olt.board_missing': {
    retryable: false,
    en: ['There is no such board or port.', 'List the PON ports of this OLT.'],
    'pt-BR': ['Não existe essa placa ou porta.', 'Liste as portas PON desta OLT.'],
    es: ['No existe esa placa o puerto.', 'Liste los puertos PON de esta OLT.'],
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
});

/** The codes of `oltError`. They never change their meaning. */
export type OltErrorCode = Parameters<typeof oltError>[0];
