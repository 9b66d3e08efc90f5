import { defineProblems } from '../problem/define-problems.ts';

/** What the technician's work runs into. */
export const workError = defineProblems({
  'server.ticket_closed': {
    status: 409,
    en: ['This ticket is closed.', 'Nothing can be added to it; ask your provider for a new ticket.'],
    'pt-BR': ['Este chamado está fechado.', 'Nada pode ser acrescentado; peça um novo chamado ao provedor.'],
    es: ['Este ticket está cerrado.', 'No se le puede agregar nada; pida uno nuevo a su proveedor.'],
  },
  'server.closing_missing': {
    status: 404,
    en: ['This ticket was not closed by a technician.', 'Look at its history.'],
    'pt-BR': ['Este chamado não foi fechado por um técnico.', 'Veja o histórico dele.'],
    es: ['Este ticket no fue cerrado por un técnico.', 'Vea su historial.'],
  },
  'server.draft_missing': {
    status: 404,
    en: ['No draft of this closing is kept.', 'Begin a new one.'],
    'pt-BR': ['Não há rascunho guardado deste fechamento.', 'Comece um novo.'],
    es: ['No hay borrador guardado de este cierre.', 'Comience uno nuevo.'],
  },
  'server.draft_changed': {
    status: 412,
    en: ['Another device changed this draft.', 'Load it and decide which one stays.'],
    'pt-BR': ['Outro aparelho mudou este rascunho.', 'Carregue-o e decida qual fica.'],
    es: ['Otro dispositivo cambió este borrador.', 'Cárguelo y decida cuál queda.'],
  },
  'server.visit_running': {
    status: 409,
    en: ['A visit to this ticket is running since {startedAt}.', 'End it before starting another.'],
    'pt-BR': ['Já há uma visita em andamento desde {startedAt}.', 'Encerre-a antes de iniciar outra.'],
    es: ['Ya hay una visita en curso desde {startedAt}.', 'Termínela antes de iniciar otra.'],
  },
  'server.visit_not_ready': {
    status: 422,
    en: ['The visit cannot start yet.', 'Fill in what is named and start again.'],
    'pt-BR': ['A visita ainda não pode começar.', 'Preencha o que falta e inicie de novo.'],
    es: ['La visita aún no puede comenzar.', 'Complete lo que falta e inicie de nuevo.'],
  },
  'server.pppoe_missing': {
    status: 404,
    en: ['This contract has no PPPoE login.', 'Ask your provider for it.'],
    'pt-BR': ['Este contrato não tem PPPoE cadastrado.', 'Peça os dados ao provedor.'],
    es: ['Este contrato no tiene PPPoE registrado.', 'Pida los datos a su proveedor.'],
  },
  'server.stock_insufficient': {
    status: 409,
    en: ['Your stock has {available} of this product, {quantity} are needed.', 'Use less or restock.'],
    'pt-BR': [
      'Seu estoque tem {available} deste produto, são necessários {quantity}.',
      'Use menos ou reponha o estoque.',
    ],
    es: [
      'Su stock tiene {available} de este producto, se necesitan {quantity}.',
      'Use menos o reponga el stock.',
    ],
  },
  'server.serial_not_in_stock': {
    status: 409,
    en: ['The item {serial} is not in your stock.', 'Check the serial number, or choose another item.'],
    'pt-BR': ['O item {serial} não está no seu estoque.', 'Confira o número de série ou escolha outro item.'],
    es: ['El artículo {serial} no está en su stock.', 'Revise el número de serie o elija otro artículo.'],
  },
  'server.closing_incomplete': {
    status: 422,
    en: ['The closing is not complete.', 'Fill in what is named and close again.'],
    'pt-BR': ['O fechamento não está completo.', 'Preencha o que falta e feche de novo.'],
    es: ['El cierre no está completo.', 'Complete lo que falta y cierre de nuevo.'],
  },
});
