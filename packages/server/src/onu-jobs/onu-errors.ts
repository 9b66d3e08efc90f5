import { defineProblems } from '../problem/define-problems.ts';

/** What stands between a ticket and its ONU, before the OLT is asked. */
export const onuError = defineProblems({
  'server.onu_missing': {
    status: 409,
    en: ['This contract has no ONU yet.', 'Discover and authorize one first.'],
    'pt-BR': ['Nenhuma ONU provisionada para este contrato.', 'Procure e autorize uma primeiro.'],
    es: ['Este contrato aún no tiene ONU.', 'Busque y autorice una primero.'],
  },
  'server.onu_already_bound': {
    status: 409,
    en: ['This contract already has the ONU {serialNumber}.', 'Replace it instead of authorizing another.'],
    'pt-BR': ['Este contrato já tem a ONU {serialNumber}.', 'Troque-a em vez de autorizar outra.'],
    es: ['Este contrato ya tiene la ONU {serialNumber}.', 'Reemplácela en vez de autorizar otra.'],
  },
  'server.onu_of_other_contract': {
    status: 409,
    en: ['The ONU {serialNumber} belongs to another contract.', 'Check the sticker on the ONU.'],
    'pt-BR': ['A ONU {serialNumber} pertence a outro contrato.', 'Confira a etiqueta da ONU.'],
    es: ['La ONU {serialNumber} pertenece a otro contrato.', 'Revise la etiqueta de la ONU.'],
  },
  'server.plan_changed': {
    status: 412,
    en: ['The OLT would now get other commands than those shown.', 'Look at the new plan, then authorize.'],
    'pt-BR': [
      'A OLT receberia agora comandos diferentes dos mostrados.',
      'Veja o novo plano e depois autorize.',
    ],
    es: [
      'La OLT recibiría ahora comandos distintos de los mostrados.',
      'Vea el nuevo plan y luego autorice.',
    ],
  },
  'server.olt_missing': {
    status: 409,
    en: ['No OLT is set up for this contract.', 'Ask your provider to add its OLT.'],
    'pt-BR': ['Nenhuma OLT está cadastrada para este contrato.', 'Peça ao provedor que cadastre a OLT.'],
    es: ['No hay ninguna OLT configurada para este contrato.', 'Pida a su proveedor que agregue la OLT.'],
  },
  'server.onu_profile_missing': {
    status: 409,
    en: ['The OLT {olt} has no profile {profile}.', 'Ask your provider to add it or name another.'],
    'pt-BR': ['A OLT {olt} não tem o perfil {profile}.', 'Peça ao provedor que o cadastre ou informe outro.'],
    es: ['La OLT {olt} no tiene el perfil {profile}.', 'Pida a su proveedor que lo agregue o indique otro.'],
  },
  'server.olt_credentials_missing': {
    status: 503,
    en: ['The server has no credentials under {credentials}.', 'Ask your provider to set them.'],
    'pt-BR': ['O servidor não tem credenciais em {credentials}.', 'Peça ao provedor que as configure.'],
    es: ['El servidor no tiene credenciales en {credentials}.', 'Pida a su proveedor que las configure.'],
  },
  'server.olt_queue_full': {
    status: 503,
    retryable: true,
    en: ['Too many jobs wait for the OLT {olt}.', 'Try again in {retryAfterSeconds} seconds.'],
    'pt-BR': ['Há trabalhos demais na fila da OLT {olt}.', 'Tente de novo em {retryAfterSeconds} segundos.'],
    es: ['Demasiados trabajos esperan la OLT {olt}.', 'Intente de nuevo en {retryAfterSeconds} segundos.'],
  },
});
