import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Row = Record<string, string>;

/** How a request is misbehaved to; `table` is what was asked for, `method` how. */
export type Misbehaviour =
  /** HTTP 200 with an error in the body. */
  | { readonly kind: 'error'; readonly message: string; readonly field?: 'message' | 'mensagem' }
  /** A page in place of JSON; `after` does the work first. */
  | { readonly kind: 'page'; readonly after?: boolean }
  /** The connection is cut without an answer; `after` does the work first. */
  | { readonly kind: 'cut'; readonly after?: boolean }
  | { readonly kind: 'status'; readonly status: number };

export interface StandInRequest {
  readonly method: string;
  readonly table: string;
  readonly action: string;
  readonly body: Row;
}

/**
 * IXC Provedor as an integrator meets it: every value text, HTTP 200 for errors, PUT that replaces, no key of its own by which a
 * repetition would be known. Written from what is publicly known of its web service.
 */
export async function startIxc(token: string) {
  const tables = new Map<string, Row[]>();
  const requests: StandInRequest[] = [];
  /** Tables whose list ignores its filter, as a real base was seen to do. */
  const ignoringFilters = new Set(['su_oss_mov_produto']);
  const withNumbers = new Set<string>();
  const totals = new Map<string, number>();
  let misbehave: (request: StandInRequest) => Misbehaviour | null = () => null;
  const table = (name: string): Row[] => {
    const rows = tables.get(name) ?? [];
    tables.set(name, rows);
    return rows;
  };
  const insert = (name: string, row: Row): string => {
    const id = String(table(name).length + 1);
    table(name).push({ ...row, id: row.id ?? id });
    return row.id ?? id;
  };

  /** A row as its table's list tells it: the one of movements finds those of an order and does not say whose they are. */
  const told = (name: string, row: Row): Row => {
    if (name !== 'movimento_produtos') return row;
    const { id_oss_chamado: _order, status_comodato: _loan, ...rest } = row;
    return rest;
  };

  function list(name: string, { qtype = '', query = '', oper = '=', page = '1', rp = '20' }: Row) {
    const [source = name, field = ''] = qtype.split('.');
    const isView = loanViews.has(name);
    const from = isView ? 'movimento_produtos' : name;
    // A field that is not there is a page, and no error.
    if (isView && source !== from) return null;
    const rows = table(from).filter((row) => {
      if (isView && row.status_comodato === undefined) return false;
      if (ignoringFilters.has(name) || source !== from) return true;
      if (oper === '=') return row[field] === query;
      return true;
    });
    const first = (Number(page) - 1) * Number(rp);
    const shown = rows.slice(first, first + Number(rp)).map((row) => told(name, row));
    const total = totals.get(name) ?? rows.length;
    const registros = withNumbers.has(name) ? shown.map(loosely) : shown;
    return {
      page,
      total: withNumbers.has(name) ? total : String(total),
      ...(shown.length > 0 && { registros }),
    };
  }

  /** A loan takes effect when its row is made, whatever becomes of the order. */
  function lend(body: Row): object {
    const missing = demanded.find((field) => !body[field]);
    if (missing) return { type: 'error', message: `O campo ${missing} &eacute; obrigat&oacute;rio!<br />` };
    const asset = table('patrimonio').find(({ id }) => id === body.id_patrimonio);
    const isHere = asset?.id_almoxarifado === body.id_almox && /^[17]$/.test(asset?.situacao ?? '');
    if (!asset || !isHere)
      return { type: 'error', message: 'Patrim&ocirc;nio est&aacute; indispon&iacute;vel' };
    asset.situacao = '4';
    return {
      type: 'success',
      message: 'Registro inserido com sucesso!',
      id: insert('movimento_produtos', body),
    };
  }

  function takeBack({ id, id_almox = '' }: Row): object {
    const row = table('movimento_produtos').find((one) => one.id === id && one.status_comodato === 'E');
    const asset = table('patrimonio').find((one) => one.id === row?.id_patrimonio);
    if (!row || !asset) return { type: 'error', message: 'Registro n&atilde;o encontrado<br />' };
    row.status_comodato = 'D';
    Object.assign(asset, { situacao: '7', id_almoxarifado: id_almox });
    return { type: 'success', message: 'Comodato devolvido com sucesso!' };
  }

  function act(name: string, body: Row): object {
    const order = table('su_oss_chamado').find(({ id }) => id === body.id_chamado);
    const buttons: Record<string, string> = {
      su_oss_chamado_executar: 'EX',
      su_oss_chamado_reagendar: 'AG',
      su_oss_chamado_reagendamento: 'RAG',
      su_oss_chamado_fechar: 'F',
    };
    const status = buttons[name];
    if (status !== undefined || name === 'su_oss_chamado_mensagem') {
      if (!order) return { type: 'error', message: 'Registro n&atilde;o encontrado<br />' };
      // A message moves the order to the state it carries.
      order.status = status ?? body.status ?? order.status ?? '';
      if (name === 'su_oss_chamado_reagendar') {
        order.data_agenda = timeOf(body.data_inicio);
        order.data_agenda_final = timeOf(body.data_final);
        order.id_tecnico = body.id_tecnico || (order.id_tecnico ?? '');
      }
      const id = insert('su_oss_chamado_mensagem', body);
      return { type: 'success', message: 'Registro inserido com sucesso!', id };
    }
    if (name === 'su_oss_mov_comodato_wiz') return lend(body);
    if (name === 'baixar_comodato_23069') return takeBack(body);
    if (name === 'su_oss_chamado' && !body.setor) {
      return { type: 'error', message: 'O campo setor &eacute; obrigat&oacute;rio!<br />' };
    }
    // What is booked on an order is listed under another name.
    const id = insert(name === 'su_oss_mov_produto' ? 'movimento_produtos' : name, body);
    return { type: 'success', message: 'Registro inserido com sucesso!', id };
  }

  function answer(request: StandInRequest): { status: number; body: object | null } {
    const { method, action, body } = request;
    const [name = '', id] = request.table.split('/');
    if (action === '') return { status: 404, body: { message: 'Header ixcsoft' } };
    if (action === 'listar') return { status: 200, body: list(name, body) };
    // Rows of loans are not edited or deleted, whatever the papers say.
    if (method !== 'POST' && loanViews.has(name)) return { status: 405, body: {} };
    if (method === 'PUT') {
      const rows = table(name);
      const index = rows.findIndex((row) => row.id === id);
      if (index < 0) return { status: 200, body: { type: 'error', message: 'Registro não encontrado' } };
      // All fields of the row are what was sent, or empty.
      const empty = Object.fromEntries(Object.keys(rows[index] ?? {}).map((field) => [field, '']));
      rows[index] = { ...empty, ...body, id: id ?? '' };
      return { status: 200, body: { type: 'success', message: 'Registro atualizado com sucesso!' } };
    }
    return { status: 200, body: act(name, body) };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    const request: StandInRequest = {
      method: incoming.method ?? '',
      table: (incoming.url ?? '').replace('/webservice/v1/', ''),
      action: String(incoming.headers.ixcsoft ?? ''),
      body,
    };
    requests.push(request);
    const send = (status: number, text: string, type = 'text/html') =>
      response.writeHead(status, { 'content-type': type }).end(text);
    if (incoming.headers.authorization !== `Basic ${Buffer.from(token).toString('base64')}`) {
      send(401, '{"message":"Token inválido"}');
      return;
    }
    const fault = misbehave(request);
    if (fault === null || ('after' in fault && fault.after)) {
      const { status, body: answered } = answer(request);
      if (fault === null) {
        // Its JSON says that it is a page.
        send(status, answered === null ? '<html><body>Erro</body></html>' : JSON.stringify(answered));
        return;
      }
    }
    if (fault.kind === 'cut') incoming.socket.destroy();
    else if (fault.kind === 'status') send(fault.status, '<h1>Erro</h1>');
    else if (fault.kind === 'page') send(200, '<html><body style="background:red">Erro</body></html>');
    else send(200, JSON.stringify({ type: 'error', [fault.field ?? 'message']: fault.message }));
  }

  const server = createServer((incoming, response) => void serve(incoming, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    table,
    insert,
    requests,
    /** Ids and totals of a table come as numbers from now on. */
    asNumbers: (name: string) => void withNumbers.add(name),
    /** A list tells this many rows. */
    pretendTotal: (name: string, total: number) => void totals.set(name, total),
    ignoreFilter: (name: string) => void ignoringFilters.add(name),
    /** Writes that arrived at a table, whatever came of them. */
    writes: (name: string) =>
      requests.filter((request) => request.table.startsWith(name) && request.action !== 'listar'),
    /** From now on, what a request meets; null answers it. */
    misbehave(next: typeof misbehave) {
      misbehave = next;
    },
  };
}

/** Lists that are views of `movimento_produtos`, and are filtered by its fields alone. */
const loanViews = new Set(['su_oss_mov_comodato_wiz', 'cliente_contrato_comodato']);
const demanded = [
  ...['id_oss_chamado', 'id_contrato', 'id_patrimonio', 'id_produto', 'id_unidade', 'id_almox', 'filial_id'],
  ...['qtde_saida', 'status_comodato', 'tipo', 'id_classificacao_tributaria', 'unidade_sigla'],
];

/** A row whose ids are numbers. */
function loosely(row: Row): Record<string, unknown> {
  const isId = (name: string, value: unknown) => /^id/.test(name) && /^\d+$/.test(String(value));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isId(name, value) ? Number(value) : value]),
  );
}

/** A time as a real base takes it: the documented `DD/MM/YYYY` is silently no time at all. */
function timeOf(text = ''): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? text : '0000-00-00 00:00:00';
}

/** A JSON body, or the fields of a form with the size of its file. */
async function readBody(incoming: IncomingMessage): Promise<Row> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = incoming.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return bytes.length === 0 ? {} : (JSON.parse(bytes.toString()) as Row);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const row: Row = {};
  form.forEach((value, name) => {
    row[name] = typeof value === 'string' ? value : `${value.name} ${value.size}`;
  });
  return row;
}
