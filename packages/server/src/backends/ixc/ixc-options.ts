import * as z from 'zod/mini';

const id = () => z.string().check(z.minLength(1), z.maxLength(128));
const ids = () => z.record(id(), id());

/** How to reach one provider's IXC Provedor, and which of its ids are which of ours. The token is no part of it. */
export const IxcSettings = z.object({
  /** `https://ixc.provedor.com.br`, without `/webservice/v1`. */
  url: z.string().check(z.regex(/^https?:\/\/[^\s/?#]+$/)),
  /** Technicians: our id to `funcionarios.id`, which an order's `id_tecnico` names. */
  technicians: ids(),
  /** Companies: our id to `filial.id`. */
  companies: ids(),
  /** Causes of closings: our code to `su_diagnostico.id`. A cause that is not here is told in the text. */
  diagnoses: z.optional(ids()),
  /**
   * Lets tickets that dispatchers open here be orders in IXC, too. `subjects`: our problem codes to `su_oss_assunto.id`; `fields`: what
   * else an order needs in this base, as `{ setor: '3' }`. Left out: they stay here.
   */
  newOrders: z.optional(z.object({ subjects: ids(), fields: z.optional(z.record(id(), z.string())) })),
  /**
   * Products that are written as material; `fields`: what else this base demands of such a row, as
   * `{ id_classificacao_tributaria: '1', unidade_sigla: 'UND' }`. One that is not here is told in the text.
   */
  products: z.optional(
    z.record(
      id(),
      z.object({
        id: id(),
        unitId: id(),
        unitPrice: z.string().check(z.regex(/^\d+(\.\d+)?$/)),
        fields: z.optional(z.record(id(), z.string())),
      }),
    ),
  ),
  /** The warehouse (`almox`) each technician takes material from. */
  warehouses: z.optional(ids()),
  /**
   * Lets loans of products above, given out with their serial number, be loans (comodato) in IXC, too. Some providers do not release
   * what that takes (`patrimonio`, `su_oss_mov_comodato_wiz`, `cliente_contrato_comodato`, `baixar_comodato_23069`). Left out: they
   * are told in the text.
   */
  loans: z.optional(z.boolean()),
  /**
   * Lets a cancelled ticket close its order, with this diagnosis (`su_diagnostico.id`) and without commission: of the nine states an order
   * has in public copies of IXC's schema, and the ten events of its history (`su_oss_evento`), none means "cancelled". Some clients
   * leave out a `C` when they list; none was seen to write it. Left out: it is told in the text.
   */
  cancellation: z.optional(z.object({ diagnosisId: id() })),
  /** The provider's clock, as `-03:00`: IXC tells local times. */
  utcOffset: z.string().check(z.regex(/^[+-](0\d|1[0-4]):[0-5]\d$/)),
});
export type IxcSettings = z.output<typeof IxcSettings>;

/** {@link IxcSettings} and what is not written down. */
export interface IxcOptions extends IxcSettings {
  /** `id:hash`, as IXC shows it for the user of the web service. */
  readonly token: string;
  /** Longest time of a request, default 60,000. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}
