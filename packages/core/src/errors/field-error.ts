import type { Locale } from '../i18n/locale.ts';

/** What went wrong and what to do about it, in one language. */
export interface ErrorText {
  readonly message: string;
  /** The next step for the person who reads it; empty when there is none. */
  readonly next: string;
}

/** The texts of one error in every language. */
export type ErrorTexts = Readonly<Record<Locale, ErrorText>>;

/** What a {@link FieldError} is made of. */
export interface FieldErrorInit {
  readonly texts: ErrorTexts;
  /** Whether the same request may succeed later without a change; `false` when left out. */
  readonly retryable?: boolean | undefined;
  /** Facts for programs: names, places, counts. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** The JSON form of a {@link FieldError}. */
export interface FieldErrorJson {
  readonly code: string;
  readonly message: string;
  readonly next?: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

const brand = /* @__PURE__ */ Symbol.for('@field/core/FieldError');

/**
 * The one error type of the project. `code` never changes between releases, so programs decide by it; people
 * read {@link FieldError.text}. `message` is the English text with its next step.
 *
 * @example
 * try { await client.closings.close(id, closing); }
 * catch (error) { if (isFieldError(error)) show(error.text('pt-BR').message); else throw error; }
 */
export class FieldError extends Error {
  override readonly name: string = 'FieldError';
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly #texts: ErrorTexts;

  constructor(code: string, init: FieldErrorInit) {
    const { message, next } = init.texts.en;
    super(
      next ? `${message} ${next}` : message,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = code;
    this.retryable = init.retryable ?? false;
    this.details = init.details ?? {};
    this.#texts = init.texts;
    Object.defineProperty(this, brand, { value: true });
  }

  /** The message and the next step in one language. */
  text(locale: Locale): ErrorText {
    return this.#texts[locale];
  }

  /** The English form for logs and `--json` output; `cause` and stack stay out of it. */
  toJSON(): FieldErrorJson {
    const { message, next } = this.text('en');
    return {
      code: this.code,
      message,
      ...(next && { next }),
      retryable: this.retryable,
      details: this.details,
    };
  }
}

/**
 * Whether a thrown value is a {@link FieldError}, with this `code` when one is given. Works across two copies of
 * the package in one program, where `instanceof` does not.
 */
export function isFieldError(error: unknown, code?: string): error is FieldError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as unknown as FieldError).code === code;
}
