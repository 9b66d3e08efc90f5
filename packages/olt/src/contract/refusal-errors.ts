import type { ErrorCatalogue } from '@field/core';

/** What an OLT answers when it does not do what it was told. */
export const refusalErrors = {
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
} as const satisfies ErrorCatalogue;
