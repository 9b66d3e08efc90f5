import type { EvidenceMediaType, Locale } from '@field/core';
import type { Role } from '@field/core/dispatch';
import type * as z from 'zod/mini';
import type { SignIn } from '../auth/sign-in.ts';
import type { UploadTurns } from '../evidence/upload-turns.ts';
import type { OnuJobRunner } from '../onu-jobs/onu-job-runner.ts';
import type { OnuJobs } from '../onu-jobs/onu-jobs.ts';
import type { SignedIn, Storage } from '../storage/storage.ts';
import type { Store } from '../storage/store.ts';
import type { Clock } from './clock.ts';
import type { DescribedHeader } from './described-headers.ts';
import type { OpenStreams } from './open-streams.ts';
import type { Readiness } from './readiness.ts';
import type { Recall } from './recall.ts';
import type { Rate, RequestRate } from './request-rate.ts';

/** What routes work with. */
export interface Services {
  readonly storage: Storage;
  readonly readiness: Readiness;
  readonly signIn: SignIn;
  readonly uploadTurns: UploadTurns;
  /** Lists as they were last told, see `recalled`. */
  readonly lists: Recall;
  /** By session id. */
  readonly sessionRate: RequestRate;
  /** By session id. */
  readonly streams: OpenStreams;
  /** Null where the server was started without a way to OLTs. */
  readonly onuJobs: OnuJobs | null;
  /** Null where `onuJobs` is. */
  readonly onuJobRunner: OnuJobRunner | null;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly policy: Policy;
  /** Aborted as soon as the server begins to close. */
  readonly closing: AbortSignal;
  /** Where clients reach this server; the request's own address where it is not told. */
  readonly publicUrl: string | null;
}

/** What the server insists on where the protocol leaves it open. */
export interface Policy {
  /** Changes without an `Idempotency-Key` are refused; default false. */
  readonly requireIdempotencyKey: boolean;
  /** Edits without `If-Match` are refused with 428; default false: the last one stands. */
  readonly requireIfMatch: boolean;
}

/** How much a request may bring and how long it may take. */
export interface Limits {
  /** Largest JSON body, default 256 KB. */
  readonly maxJsonBytes: number;
  /** Longest silence while a body arrives, default 30 s. */
  readonly bodyStallMs: number;
  /** Requests of one session, default 1,000 at once and 20 a second from then on. */
  readonly sessionRate: Rate;
  /** Requests of one network address, where many technicians may stand behind: 10,000 at once, 200 a second. */
  readonly addressRate: Rate;
  /** Longest time a request may work on an OLT, default 90 s. */
  readonly oltJobMs: number;
  /** Longest time of an ONU job before it writes, and of a write; default 10 minutes: some OLTs save for minutes. */
  readonly onuJobMs: number;
  /**
   * How long a server that is not heard of keeps an ONU job, default 30 s; then another reads back what it did. A server says so three
   * times as often.
   */
  readonly onuJobHoldMs: number;
}

/** What a handler answers. The status stands in its route. */
export interface Reply {
  /** Only where a handler finds that the caller (304) or the server (200) has it already. */
  readonly status?: 200 | 304;
  /** Sent as JSON; a stream as it is. */
  readonly body?: unknown;
  /** JSON that is written already, in place of `body`; of a `read` only. */
  readonly json?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a change: called when it is durable and before it is answered; never rejects. */
  readonly afterCommit?: () => Promise<void>;
}

export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<Rest>
  : unknown;

type Parsed<Schema> = Schema extends z.core.$ZodType ? z.output<Schema> : undefined;

/** What every handler is given. */
export interface Call<Path extends string, Query, Body> {
  readonly request: Request;
  readonly params: PathParams<Path>;
  readonly query: Parsed<Query>;
  readonly body: Parsed<Body>;
  readonly services: Services;
  readonly now: Date;
  readonly locale: Locale;
  /** The caller's network address; empty where it is not known. */
  readonly address: string;
}

/** A {@link Call} of a signed-in technician. */
export interface TechnicianCall<Path extends string, Query, Body> extends Call<Path, Query, Body> {
  readonly signedIn: SignedIn;
  readonly store: Store;
}

/** A {@link TechnicianCall} inside the transaction of one change. */
export interface ChangeCall<Path extends string, Query, Body> extends TechnicianCall<Path, Query, Body> {
  /** When it happened, for bodies that do not say: the header `field-occurred-at`, else now. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** Of what the route's `newPassword` found; null where it found none. */
  readonly passwordHash: string | null;
}

interface Description<Path extends string, Query, Body> {
  /** The operation's name in the OpenAPI document. */
  readonly id: string;
  readonly path: Path;
  readonly summary: string;
  /** The role it needs; a technician's where left out. Without meaning for `open` routes. */
  readonly role?: Role;
  readonly query?: Query;
  readonly body?: Body;
  /** A body that is text of this kind in place of JSON, in UTF-8, or in Latin-1 as office programs write it. */
  readonly textBody?: { readonly mediaType: string; readonly maxBytes: number; readonly orLatin1?: boolean };
  /** Shown in the OpenAPI document in place of `body`, where the handler itself judges what is missing. */
  readonly documentedBody?: z.core.$ZodType;
  /** The body may hold a password or another secret: nothing is kept that it could be guessed from. */
  readonly hasSecret?: boolean;
  /** What its `If-Match` names, where it takes one. */
  readonly ifMatch?: string;
  /** Headers it takes beside those every route of its kind may, as the OpenAPI document tells them. */
  readonly headers?: {
    readonly required?: readonly DescribedHeader[];
    readonly optional?: readonly DescribedHeader[];
  };
  readonly answer: {
    readonly status: 200 | 201 | 202 | 204;
    readonly description: string;
    /** Headers that tell something of it. */
    readonly headers?: readonly DescribedHeader[];
    readonly schema?: z.core.$ZodType;
    /** Media types of an answer that is not JSON. */
    readonly mediaTypes?: readonly string[];
  };
  /** Codes it may answer beside those every route may. */
  readonly problems?: readonly string[];
}

type Schema = z.core.$ZodType | undefined;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A body that is not JSON: taken in before the transaction begins, and handed to the handler as `body`. */
interface Bytes<Path extends string, Query> {
  readonly mediaTypes: readonly string[];
  /**
   * What is read becomes the handler's `body` and is what makes two uploads the same. `repeats`: the request was answered
   * before, and only has to be recognised.
   */
  receive(call: TechnicianCall<Path, Query, undefined> & { readonly repeats: boolean }): Promise<Received>;
}

/** What an upload was found to be. */
export interface Received {
  readonly mediaType: EvidenceMediaType;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a job did outside the database, and how it is recorded. */
export interface JobOutcome {
  readonly reply: Reply;
  /** Whether the same request is answered with this again; false: repeating it does the job again. */
  readonly final: boolean;
  /** Runs in the transaction that keeps the answer. */
  record(call: {
    readonly store: Store;
    readonly occurredAt: string;
    readonly recordedAt: string;
  }): Promise<void>;
}

interface OpenRoute<Path extends string, Query, Body> {
  readonly kind: 'open';
  handle(call: Call<Path, Query, Body>): Promise<Reply>;
}

interface ReadRoute<Path extends string, Query, Body> {
  readonly kind: 'read';
  handle(call: TechnicianCall<Path, Query, Body>): Promise<Reply>;
}

interface ChangeRoute<Path extends string, Query, Body, Ground> {
  readonly kind: 'change';
  readonly bytes?: undefined;
  /**
   * The record it writes or removes, as it is: null where there is none. `If-Match` is judged by its content before the handler is
   * called, and what it is afterwards gives the answer its `ETag`.
   */
  edits?(call: Pick<ChangeCall<Path, Query, Body>, 'params' | 'store'>): Promise<unknown>;
  /** A password to keep; hashed before the transaction, in which everybody else would wait for it. */
  newPassword?(body: Parsed<Body>): string | undefined;
  /**
   * The record on which all hangs that it reads to decide and writes: it may run beside other changes of the tenant then. Where it is
   * left out, it has the tenant for itself.
   */
  staysWithin?(params: PathParams<Path>): string;
  /** What it reads before it decides: asked together with its key, in one way to the database. */
  readGround?(call: Pick<ChangeCall<Path, Query, Body>, 'params' | 'store'>): Promise<Ground>;
  handle(call: ChangeCall<Path, Query, Body> & { readonly ground: Ground }): Promise<Reply>;
}

interface UploadRoute<Path extends string, Query, Body> {
  readonly kind: 'upload';
  readonly bytes: Bytes<Path, Query>;
  handle(call: ChangeCall<Path, Query, Body> & { readonly received: Received }): Promise<Reply>;
}

interface JobRoute<Path extends string, Query, Body> {
  readonly kind: 'job';
  handle(call: TechnicianCall<Path, Query, Body>): Promise<JobOutcome>;
}

interface TusRoute<Path extends string, Query, Body> {
  readonly kind: 'tus';
  /** Runs outside any transaction; takes the body in itself, and keeps what must be answered again. */
  handle(call: TechnicianCall<Path, Query, Body>): Promise<Reply>;
}

type AnyRoute<Path extends string, Query, Body, Ground> =
  | OpenRoute<Path, Query, Body>
  | ReadRoute<Path, Query, Body>
  | ChangeRoute<Path, Query, Body, Ground>
  | UploadRoute<Path, Query, Body>
  | TusRoute<Path, Query, Body>
  | JobRoute<Path, Query, Body>;

/**
 * A route as the router runs it and the OpenAPI document tells it. `open` needs no sign-in; `read` answers a technician;
 * `change` is one transaction; `upload` takes a file in first; `tus` takes one in pieces (tus 1.0); `job` works outside the database and records the outcome.
 */
export type Route = Description<string, Schema, Schema> & { readonly method: Method } & AnyRoute<
    string,
    Schema,
    Schema,
    unknown
  >;

/** Declares a route; its handler's parameters, query and body are typed by its path and schemas. */
export function route<
  Path extends string,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
  Ground = undefined,
>(
  definition: Description<Path, Query, Body> & { readonly method: Method } & AnyRoute<
      Path,
      Query,
      Body,
      Ground
    >,
): Route {
  // The router hands a handler only what its own schemas have let through, which the erased type cannot say.
  return definition as unknown as Route;
}
