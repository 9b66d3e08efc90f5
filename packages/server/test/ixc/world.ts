import type { Evidence, Session, Ticket } from '@field/core';
import { createBackendSync, createIxcBackend, type IxcSettings, type TenantImport } from '../../src/index.ts';
import { openTestStorage } from '../support/engine.ts';
import { jpeg, svg } from '../support/pictures.ts';
import { serve } from '../support/serve.ts';
import { staffed } from '../support/tenant.ts';
import { type Misbehaviour, type StandInRequest, startIxc } from './stand-in.ts';

export const token = '7:0123456789abcdef';

/** An order of technician 12, scheduled, whose customer has a contract and a PPPoE login. */
export const order = {
  id: '9101',
  tipo: 'C',
  status: 'AG',
  id_tecnico: '12',
  id_filial: '1',
  id_cliente: '501',
  id_login: '701',
  id_contrato_kit: '601',
  id_assunto: '15',
  protocolo: '0020260302000123',
  prioridade: 'A',
  data_abertura: '2026-03-01 08:00:00',
  data_agenda: '2026-03-02 09:00:00',
  data_agenda_final: '0000-00-00 00:00:00',
  latitude: '-21.88',
  longitude: '-45.59',
  mensagem: 'Sem sinal',
  id_wfl_processo: '4',
  id_wfl_tarefa: '41',
};

/** The router the technician has, in his warehouse, as IXC knows it: the serial number is the supplier's. */
export const asset = {
  id: '901',
  id_produto: '36',
  serial: 'P-000901',
  serial_fornecedor: 'RT-001',
  id_mac: 'A4:2B:B0:00:00:01',
  situacao: '7',
  id_almoxarifado: '8',
};

/** Settings under which loans are loans in IXC, too. */
export const withLoans: Partial<IxcSettings> = {
  loans: true,
  products: {
    drop: { id: '34', unitId: '3', unitPrice: '1.20' },
    router: {
      ...{ id: '36', unitId: '1', unitPrice: '180.00' },
      fields: { id_classificacao_tributaria: '1', unidade_sigla: 'UND' },
    },
  },
};

/** A server whose tenant `norte` has its orders in a stand-in of IXC, and a clock that a test moves. */
export async function setUp(changes: Partial<IxcSettings> = {}, tenant: Partial<TenantImport> = {}) {
  const ixc = await startIxc(token);
  ixc.insert('su_oss_chamado', { ...order });
  ixc.insert('su_oss_chamado', { ...order, id: '9102', id_tecnico: '99' });
  ixc.insert('su_oss_chamado', { ...order, id: '9103', status: 'F' });
  ixc.insert('cliente', {
    id: '501',
    razao: 'Maria das Dores',
    telefone_celular: '(35) 99999-0002',
    endereco: 'Rua das Acácias',
    numero: '12',
    bairro: 'Centro',
    cidade: '31',
    cep: '37490-000',
  });
  ixc.insert('cidade', { id: '31', nome: 'São Gonçalo do Sapucaí' });
  ixc.insert('radusuarios', {
    id: '701',
    login: 'maria.dores',
    senha: 'pppoe-9',
    id_contrato: '601',
    ftth_porta: '4',
  });
  ixc.insert('cliente_contrato', { id: '601', contrato: 'FIBRA 500' });
  ixc.insert('su_oss_assunto', { id: '15', assunto: 'SEM CONEXÃO' });
  ixc.insert('patrimonio', { ...asset });
  let now = Date.parse('2026-03-02T12:00:00Z');
  const clock = () => new Date(now);
  const storage = await openTestStorage();
  const server = await serve({ storage, tenants: [staffed('norte', { tickets: [], ...tenant })], clock });
  const backend = createIxcBackend({
    url: ixc.url,
    token,
    utcOffset: '-03:00',
    technicians: { ana: '12', beto: '13' },
    companies: { matriz: '1' },
    diagnoses: { 'fibre-cut': '77' },
    products: { drop: { id: '34', unitId: '3', unitPrice: '1.20' } },
    warehouses: { ana: '8' },
    newOrders: { subjects: { '7': '15' }, fields: { setor: '3' } },
    ...changes,
  });
  const sync = createBackendSync({ storage, clock, backends: [{ tenantId: 'norte', backend }] });
  const as = await server.login();
  return {
    ...server,
    ixc,
    sync,
    backend,
    as,
    ticketId: 'ixc-9101',
    store: storage.backends('norte'),
    /** Lets time pass and everything that is due be worked on, until nothing is. */
    async settle(minutes = 20) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await sync.push();
        now += 60_000;
      }
      await sync.push();
    },
    dora: await server.login('dora'),
    order: () => ixc.table('su_oss_chamado').find(({ id }) => id === '9101') ?? {},
  };
}

export type World = Awaited<ReturnType<typeof setUp>>;

/** A whole visit as the phone reports it; what each step is called over there stands behind it. */
export async function visit({ json, upload, as, ticketId }: World): Promise<Ticket> {
  const at = (time: string) => `2026-03-02T${time}-03:00`;
  const location = { latitude: -21.881, longitude: -45.591, accuracyMetres: 8, measuredAt: null };
  const post = (path: string, body: object) => json('POST', `/v1/tickets/${ticketId}${path}`, { as, body });
  await post('/visits', { startedAt: at('09:10:00'), location });
  await post('/products', { productId: 'drop', quantity: 35.5, mode: 'sale' });
  const photo = await uploaded(upload, as, ticketId, 'photo');
  const signature = await uploaded(upload, as, ticketId, 'customerSignature');
  return json<Ticket>('POST', `/v1/tickets/${ticketId}/closing`, {
    as,
    body: {
      cause: { code: 'fibre-cut' },
      solution: { code: 'new-drop' },
      details: 'Drop trocado da CTO até a casa.',
      addressChanged: false,
      readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: null, seal: '0099', ctoPort: '7' },
      photos: [photo],
      customerSignature: signature,
      technicianSignature: null,
      outcome: 'resolved',
      occurredAt: at('10:00:00'),
      location: null,
    },
  });
}

async function uploaded(
  upload: World['upload'],
  as: Session,
  ticketId: string,
  category: string,
): Promise<string> {
  const answer = await upload(as, ticketId, category, category === 'photo' ? jpeg : svg);
  return ((await answer.json()) as Evidence).id;
}

/** What a whole visit leaves in IXC, each thing once. */
export function left({ ixc, order: read }: World) {
  const marked = (rows: Record<string, string>[], field: string) =>
    rows.map((row) => row[field]?.split('[field:')[0]?.trim() ?? '').sort();
  return {
    status: read().status,
    messages: marked(ixc.table('su_oss_chamado_mensagem'), 'mensagem'),
    files: marked(ixc.table('su_oss_chamado_arquivos'), 'descricao'),
    material: ixc
      .table('movimento_produtos')
      .map(({ id_produto, qtde_saida }) => `${id_produto} ${qtde_saida}`),
  };
}

/** {@link left} after {@link visit}. */
export const whole = {
  status: 'F',
  messages: [
    'Atendimento iniciado',
    [
      'Chamado encerrado',
      'Resultado: resolvido',
      'Causa: Rompimento de fibra',
      'Solução: Troca do drop',
      'Sinal na ONU: -19,5 dBm',
      'Sinal na OLT: -22,1 dBm',
      'Porta da CTO: 7',
      'Lacre: 0099',
      'Drop trocado da CTO até a casa.',
    ].join('\n'),
  ],
  files: ['customerSignature', 'photo'],
  material: ['34 35.5'],
};

/** Misbehaves to the first write to tables of a name. */
export const onceAt = (table: string, fault: Misbehaviour) => {
  let spent = false;
  return (request: StandInRequest) => {
    if (spent || request.action === 'listar' || !request.table.startsWith(table)) return null;
    spent = true;
    return fault;
  };
};

/** What a write may meet, by name. */
export const writeFaults: readonly [string, Misbehaviour][] = [
  ['a web page instead of doing it', { kind: 'page' }],
  ['a web page after doing it', { kind: 'page', after: true }],
  ['a cut connection before doing it', { kind: 'cut' }],
  ['a cut connection after doing it', { kind: 'cut', after: true }],
  ['HTTP 500', { kind: 'status', status: 500 }],
  ['HTTP 429', { kind: 'status', status: 429 }],
  ['an address that is not allowed', { kind: 'error', message: 'Seu IP não está liberado' }],
];
