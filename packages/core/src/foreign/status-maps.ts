import type { TicketStatus } from '../index.ts';

/** The states of one system, as it spells them, in neutral words. */
export type ForeignStatusMap = Readonly<Record<string, TicketStatus>>;

/** The systems with a map of their own. */
export type ForeignSystem = keyof typeof foreignStatusMaps;

/**
 * What is documented or seen of each system's states. A provider with states of its own gives its own map.
 *
 * - `ixc`: letters of `su_oss_chamado.status`, from public client code; no official table exists.
 * - `hubsoft`: `status_fechamento` and states of the integration API.
 * - `splynx`: the three stages of a new installation; the workflow is configurable.
 * - `voalle`: numbers of a solicitation. `ucrm`: jobs of UISP CRM, of which only 0 is documented.
 * - `erpnext`: `completion_status` and `docstatus` names of a Maintenance Visit.
 */
export const foreignStatusMaps = {
  ixc: {
    A: 'open',
    AN: 'open',
    EN: 'open',
    AS: 'assigned',
    AG: 'scheduled',
    DS: 'enRoute',
    EX: 'inProgress',
    RAG: 'awaitingReschedule',
    F: 'completed',
    C: 'cancelled',
  },
  hubsoft: {
    pendente: 'open',
    aguardando_agendamento: 'open',
    agendado: 'scheduled',
    em_execucao: 'inProgress',
    finalizado: 'completed',
    concluido: 'completed',
    sem_conclusao: 'completedUnresolved',
    cancelado: 'cancelled',
  },
  splynx: { New: 'open', 'In progress': 'inProgress', Done: 'completed' },
  voalle: { 1: 'open', 2: 'inProgress', 3: 'inProgress', 4: 'completed', 8: 'cancelled', 9: 'open' },
  ucrm: { 0: 'open' },
  erpnext: {
    Draft: 'open',
    'Partially Completed': 'completedUnresolved',
    'Fully Completed': 'completed',
    Submitted: 'completed',
    Cancelled: 'cancelled',
  },
} as const satisfies Record<string, ForeignStatusMap>;
