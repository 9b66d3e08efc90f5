import { styleText } from 'node:util';
import { isFieldError, type Locale } from '@field/core';
import { redactText } from '@field/core/privacy';
import { printableJson, printableText } from './printable.ts';
import { progressBar } from './progress-bar.ts';
import type { View } from './table.ts';

/** Where a command writes. `json` keeps standard output to one JSON document. */
export interface Output {
  readonly json: boolean;
  readonly locale: Locale;
  /** A JSON document, or the text for people. */
  result(document: unknown, text: () => string | View): void;
  /** One of a stream of results: a JSON document a line, or a line for people. */
  event(document: unknown, text: () => string): void;
  /** A line for people beside the result; on standard error, and not at all with `--json`. */
  say(line: string): void;
  /** A line that must be seen, on standard error whatever the result looks like. */
  warn(line: string): void;
  /** How far a long read is; only where a person watches. */
  progress(done: number, total: number | null, what: string): void;
  endProgress(): void;
  /** The error as text on standard error, and with `--json` as the document `{ error }` on standard output. */
  fail(error: unknown): void;
  /** The code the command ends with, where that is not 0. */
  exit(code: number): void;
}

/** A stream that may be a terminal. */
export type OutputStream = Pick<NodeJS.WriteStream, 'isTTY'> & { write(text: string): unknown };

/** @param options the process's own streams, or a test's */
export function createOutput(options: {
  readonly json: boolean;
  readonly locale: Locale;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}): Output {
  const { json, locale, stdout, stderr } = options;
  let progressShown = false;
  const endProgress = () => {
    if (progressShown) stderr.write('\r\u001b[K');
    progressShown = false;
  };
  const print = (document: unknown, text: () => string | View) => {
    endProgress();
    stdout.write(`${json ? printableJson(document) : printableText(String(text()))}\n`);
  };
  const warn = (line: string) => {
    endProgress();
    stderr.write(`${printableText(line)}\n`);
  };
  return {
    json,
    locale,
    result: print,
    event: print,
    warn,
    say(line) {
      if (!json) warn(line);
    },
    progress(done, total, what) {
      if (!stderr.isTTY || json) return;
      progressShown = true;
      stderr.write(`\r\u001b[K${progressBar(done, total, printableText(what))}`);
    },
    endProgress,
    fail(error) {
      endProgress();
      if (json) stdout.write(`${printableJson({ error: errorDocument(error) })}\n`);
      stderr.write(`${red(stderr, 'field-olt:')} ${printableText(errorText(error, locale))}\n`);
    },
    exit(code) {
      process.exitCode = code;
    },
  };
}

/** An error as the `--json` document carries it. */
export function errorDocument(error: unknown): unknown {
  if (isFieldError(error)) return error.toJSON();
  return { code: 'cli.defect', message: redactText(String(error)), retryable: false, details: {} };
}

/** An error as people read it. */
export function errorText(error: unknown, locale: Locale): string {
  if (isFieldError(error)) {
    const { message, next } = error.text(locale);
    return `${message} [${error.code}]${next === '' ? '' : `\n  ${next}`}`;
  }
  const where = process.env.FIELD_OLT_DEBUG && error instanceof Error ? `\n${error.stack}` : '';
  return `${redactText(String(error))} [cli.defect]\n  This is a defect of field-olt. Please report it with the command and its version; FIELD_OLT_DEBUG=1 shows where it happened.${where}`;
}

/** Colour where a person reads it: on a TTY, unless NO_COLOR is set. */
function red(stream: OutputStream, text: string): string {
  return stream.isTTY && !process.env.NO_COLOR ? styleText('red', text, { validateStream: false }) : text;
}
