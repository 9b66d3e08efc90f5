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
  'server.onu_service_missing': {
    status: 409,
    en: [
      'The profile {profile} of the OLT {olt} has no service.',
      'Ask your provider for its VLAN, or name another.',
    ],
    'pt-BR': [
      'O perfil {profile} da OLT {olt} não tem serviço.',
      'Peça a VLAN ao provedor ou informe outro.',
    ],
    es: [
      'El perfil {profile} de la OLT {olt} no tiene servicio.',
      'Pida la VLAN al proveedor o indique otro.',
    ],
  },
  'server.onu_on_other_olt': {
    status: 409,
    en: [
      'The ONU of this contract is on the OLT {olt}.',
      'Take it off there first, then authorize the other.',
    ],
    'pt-BR': [
      'A ONU deste contrato está na OLT {olt}.',
      'Remova-a de lá primeiro e depois autorize a outra.',
    ],
    es: [
      'La ONU de este contrato está en la OLT {olt}.',
      'Quítela de allí primero y luego autorice la otra.',
    ],
  },
  'server.onu_moved': {
    status: 409,
    en: [
      'The ONU {serialNumber} of this contract stands at {address} now.',
      'Somebody moved it: have its place corrected, then start again.',
    ],
    'pt-BR': [
      'A ONU {serialNumber} deste contrato está agora em {address}.',
      'Alguém a moveu: peça a correção do lugar e comece de novo.',
    ],
    es: [
      'La ONU {serialNumber} de este contrato está ahora en {address}.',
      'Alguien la movió: haga corregir su lugar y empiece de nuevo.',
    ],
  },
  'server.onu_job_running': {
    status: 409,
    en: ['This job is changing the OLT and cannot be stopped half way.', 'Wait for its end.'],
    'pt-BR': ['Este trabalho está alterando a OLT e não pode parar no meio.', 'Espere o fim.'],
    es: ['Este trabajo está cambiando la OLT y no puede detenerse a la mitad.', 'Espere el final.'],
  },
  'server.onu_job_interrupted': {
    status: 503,
    retryable: true,
    en: ['The server stopped before the OLT held anything of this.', 'Start the job again.'],
    'pt-BR': ['O servidor parou antes de a OLT receber qualquer alteração.', 'Inicie o trabalho de novo.'],
    es: ['El servidor se detuvo antes de que la OLT tuviera cambio alguno.', 'Inicie el trabajo de nuevo.'],
  },
  'server.onu_job_set_back': {
    status: 503,
    retryable: true,
    en: [
      'The server was set back to an older copy; whether this was done since is not known.',
      'Look at the ONU, then start the job again.',
    ],
    'pt-BR': [
      'O servidor voltou a uma cópia anterior; não se sabe se isto foi feito desde então.',
      'Verifique a ONU e inicie o trabalho de novo.',
    ],
    es: [
      'El servidor volvió a una copia anterior; no se sabe si esto se hizo desde entonces.',
      'Revise la ONU e inicie el trabajo de nuevo.',
    ],
  },
  'server.onu_write_unknown': {
    status: 502,
    en: [
      'The write was cut short, and the OLT holds a part of it: {holds}.',
      'Look at the plan: what is there can be taken back or completed by a person.',
    ],
    'pt-BR': [
      'A alteração foi interrompida e a OLT tem só uma parte: {holds}.',
      'Veja o plano: uma pessoa pode desfazer ou completar o que está lá.',
    ],
    es: [
      'El cambio se interrumpió y la OLT tiene solo una parte: {holds}.',
      'Vea el plan: una persona puede deshacer o completar lo que hay.',
    ],
  },
  'server.olt_credentials_missing': {
    status: 503,
    en: ['The server has no credentials of yours under {credentials}.', 'Ask your provider to set them.'],
    'pt-BR': [
      'O servidor não tem credenciais deste provedor em {credentials}.',
      'Peça ao provedor que as configure.',
    ],
    es: [
      'El servidor no tiene credenciales de este proveedor en {credentials}.',
      'Pida a su proveedor que las configure.',
    ],
  },
  'server.olt_queue_full': {
    status: 503,
    retryable: true,
    en: ['Too many jobs wait for the OLT {olt}.', 'Try again in {retryAfterSeconds} seconds.'],
    'pt-BR': ['Há trabalhos demais na fila da OLT {olt}.', 'Tente de novo em {retryAfterSeconds} segundos.'],
    es: ['Demasiados trabajos esperan la OLT {olt}.', 'Intente de nuevo en {retryAfterSeconds} segundos.'],
  },
});
